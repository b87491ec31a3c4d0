package dev.tripod.deployer.prometheus;

import dev.tripod.deployer.scale.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  private final SharedQueries shared = new SharedQueries(this::admitted);
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
  public Sample query(String promql) {
    try {
      return shared.query(promql);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Sample.Missing("interrupted while waiting for Prometheus");
    }
  }

  private Sample admitted(String promql) {
    try {
      if (!queries.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Sample.Missing(MAX_QUERIES + " other queries of ours did not end in time");
      }
      try {
        return ask(promql);
      } finally {
        queries.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Sample.Missing("interrupted while waiting for Prometheus");
    }
  }

  /// Why the last query that ended got no answer at all; empty when it got one, whatever it said.
  public Optional<String> outage() {
    return outage;
  }

  private Sample ask(String promql) throws InterruptedException {
    var answer =
        client.sendAsync(
            request(promql), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
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
    return new Sample.Missing(outage);
  }

  private static String reason(Throwable fault) {
    return fault instanceof IOException && fault.getMessage() != null
        ? fault.getMessage()
        : fault.toString();
  }

  private HttpRequest request(String promql) {
    String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(address.resolve("/api/v1/query?query=" + query)).build();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
