package dev.tripod.deployer.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.kit.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrometheusTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void comesBackAfterEachOutage() {
    try (var server = PrometheusServer.start();
        var prometheus = new Prometheus(server.url(), TIMEOUT)) {
      server.set("load", 310);
      Await.until("it has a value", PATIENCE, () -> valueOf(prometheus) == 310);

      server.kill();
      Await.until(
          "the answer is too old",
          PATIENCE,
          () -> prometheus.query(PrometheusServer.latest("load")) instanceof Sample.Missing);
      for (int query = 0; query < 50; query++) {
        assertThat(prometheus.query(PrometheusServer.latest("load")))
            .isInstanceOf(Sample.Missing.class);
      }
      assertThat(prometheus.outage()).hasValueSatisfying(o -> assertThat(o).contains("answer"));

      server.startAgain();
      server.set("load", 75);
      Await.until("it has the new value", PATIENCE, () -> valueOf(prometheus) == 75);
      assertThat(prometheus.outage()).isEmpty();

      server.freeze();
      Await.until(
          "the answer is too old",
          PATIENCE,
          () -> prometheus.query(PrometheusServer.latest("load")) instanceof Sample.Missing);
      assertThat(prometheus.query(PrometheusServer.latest("load")))
          .isEqualTo(
              new Sample.Missing(
                  Lack.UNREACHABLE,
                  "Prometheus at " + server.url() + " does not answer within 500 ms"));
      server.thaw();
      Await.until("it has a value again", PATIENCE, () -> valueOf(prometheus) == 75);
    }
  }

  /// Not a number when there is none.
  private static double valueOf(Prometheus prometheus) {
    return prometheus.query(PrometheusServer.latest("load"))
            instanceof Sample.Value(var value, _, _)
        ? value
        : Double.NaN;
  }

  /// A scrape that is under way when Prometheus is frozen fails afterwards, and its series end
  /// there: the query does not mind.
  @Test
  void whoAsksTheSameAtTheSameTimeSharesOneQuery() throws Exception {
    try (var server = PrometheusServer.start();
        var prometheus = new Prometheus(server.url(), PATIENCE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.set("load", 310);
      long before = server.queriesAnswered();
      var asking = new CountDownLatch(200);
      server.freeze();
      var answers =
          IntStream.range(0, 200)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            asking.countDown();
                            return prometheus.query(
                                PrometheusServer.latest("last_over_time(load[1m])"));
                          }))
              .toList();
      asking.await();
      server.thaw();

      for (var answer : answers) {
        assertThat(answer.get())
            .isInstanceOfSatisfying(
                Sample.Value.class, value -> assertThat(value.value()).isEqualTo(310));
      }
      assertThat(server.queriesAnswered() - before)
          .as("late ones may need their own")
          .isBetween(1L, 5L);
    }
  }

  @Test
  void tellsWhatPrometheusSays() {
    try (var server = PrometheusServer.start();
        var prometheus = new Prometheus(server.url(), PATIENCE)) {
      assertThat(prometheus.query(PrometheusServer.latest("no_such_series")))
          .isEqualTo(new Sample.Missing(Lack.EMPTY, "the query gives no series"));
      assertThat(((Sample.Missing) prometheus.query(PrometheusServer.latest("avg("))).reason())
          .startsWith("Prometheus answered 400: invalid parameter \"query\"");
      assertThat(
              ((Sample.Value) prometheus.query(PrometheusServer.latest("scalar(vector(1)) / 0")))
                  .value())
          .isInfinite();
      assertThat(prometheus.outage()).isEmpty();
    }
  }

  @Test
  void aBodyWithoutEndIsCutOffInTime() throws IOException {
    HttpHandler trickle =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        };
    assertThat(reasonFrom(trickle, TIMEOUT)).contains("does not answer within 500 ms");
  }

  @Test
  void aBodyWithoutMeasureIsRefused() throws IOException {
    HttpHandler flood =
        exchange -> {
          byte[] body = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        };
    assertThat(reasonFrom(flood, PATIENCE))
        .contains("does not answer: body exceeds capacity: 65536");
  }

  private static String reasonFrom(HttpHandler handler, Duration timeout) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var prometheus = new Prometheus(url, timeout)) {
      return ((Sample.Missing) prometheus.query(PrometheusServer.latest("x"))).reason();
    } finally {
      server.stop(0);
    }
  }
}
