package dev.tripod.deployer.prometheus;

import dev.tripod.deployer.net.UrlPart;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks Prometheus for one number at a time. Whatever goes wrong becomes [Sample.Missing] with the
/// reason, and the next query asks again as if nothing had happened: there is no state in which
/// this client has given up.
///
/// Every query ends within its timeout, body included, an answer longer than [#MAX_ANSWER_BYTES] is
/// refused, and at most [#MAX_QUERIES] run at once. Who asks the same at the same time shares one
/// query, see [SharedQueries].
public final class Prometheus implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 64 * 1024;
  private static final int MAX_QUERIES = 16;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final URI address;
  private final Duration timeout;
  private final HttpClient client;
  private final Semaphore queries = new Semaphore(MAX_QUERIES);
  private final SharedQueries<Query> shared = new SharedQueries<>(this::admitted);
  private volatile Optional<String> outage = Optional.empty();

  public Prometheus(URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /// The value of the query now, or a moment ago. Never throws.
  public Sample query(Query query) {
    try {
      return shared.query(query.question());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return interrupted();
    }
  }

  private Sample admitted(Query query) {
    try {
      if (!queries.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Sample.Missing(
            Sample.Lack.UNREACHABLE, MAX_QUERIES + " other queries of ours did not end in time");
      }
      try {
        return ask(query);
      } finally {
        queries.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return interrupted();
    }
  }

  private static Sample interrupted() {
    return new Sample.Missing(Sample.Lack.UNREACHABLE, "interrupted while waiting for Prometheus");
  }

  /// Why the last query that ended got no answer at all; empty when it got one, whatever it said.
  public Optional<String> outage() {
    return outage;
  }

  private Sample ask(Query query) throws InterruptedException {
    var answer =
        client.sendAsync(
            request(query), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
    try {
      HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      outage = Optional.empty();
      return Answer.read(response.statusCode(), response.body());
    } catch (TimeoutException _) {
      return away("does not answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return away("does not answer: " + reason(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private Sample away(String reason) {
    String outage = "Prometheus at " + address + " " + reason;
    this.outage = Optional.of(outage);
    return new Sample.Missing(Sample.Lack.UNREACHABLE, outage);
  }

  private static String reason(Throwable fault) {
    return fault instanceof IOException && fault.getMessage() != null
        ? fault.getMessage()
        : fault.toString();
  }

  private HttpRequest request(Query query) {
    return HttpRequest.newBuilder(address.resolve(path(query, Instant.now()))).build();
  }

  private static String path(Query query, Instant now) {
    String promql = UrlPart.encode(query.promql());
    Instant end = now.minus(query.offset());
    return switch (query.shape()) {
      case LATEST ->
          query.offset().isZero()
              ? "/api/v1/query?query=" + promql
              : "/api/v1/query?query=" + promql + "&time=" + seconds(end);
      case WINDOW ->
          "/api/v1/query_range?query=%s&start=%s&end=%s&step=1"
              .formatted(promql, seconds(end.minus(query.window())), seconds(end));
    };
  }

  private static String seconds(Instant at) {
    return BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
