package dev.tripod.deployer.prometheus;

import com.sun.net.httpserver.HttpServer;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.FreePorts;
import dev.tripod.kit.testing.LocalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// The machine's Prometheus on a free port, and the only thing that it scrapes: gauges that the
/// test sets. It can be killed and started again, on the same port with the same data.
public final class PrometheusServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration SCRAPED_WITHIN = Duration.ofSeconds(60);

  private static final String QUERIES_ANSWERED =
      "prometheus_http_requests_total{code=\"200\",handler=\"/api/v1/query\"}";

  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private final int port = FreePorts.one();
  private final HttpServer exporter;
  private final Path folder;
  private LocalProcess process;

  private PrometheusServer() throws IOException {
    exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    exporter.createContext(
        "/metrics",
        exchange -> {
          byte[] body = text().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    exporter.start();
    folder = Files.createTempDirectory("tripod-prometheus-");
    Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 200ms, scrape_timeout: 200ms}
        scrape_configs:
          - job_name: test
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(exporter.getAddress().getPort()));
  }

  /// Returns when it answers queries.
  public static PrometheusServer start() {
    try {
      var server = new PrometheusServer();
      server.startAgain();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void startAgain() {
    process =
        LocalProcess.start(
            folder,
            List.of(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    try (var client = HttpClient.newHttpClient()) {
      var ready = HttpRequest.newBuilder(url().resolve("/-/ready")).build();
      Await.until(
          "Prometheus is ready at " + url(),
          START_WITHIN,
          () -> client.send(ready, BodyHandlers.discarding()).statusCode() == 200);
    } catch (AssertionError e) {
      throw new AssertionError(process.output(), e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The value is asked for at each scrape.
  public void serve(String gauge, DoubleSupplier value) {
    gauges.put(gauge, value);
  }

  /// Returns when Prometheus has scraped the value.
  public void set(String gauge, double value) {
    serve(gauge, () -> value);
    try (var prometheus = new Prometheus(url(), Duration.ofSeconds(2))) {
      Await.until(
          gauge + " is " + value + " in Prometheus",
          SCRAPED_WITHIN,
          () ->
              prometheus.query(latest(gauge)) instanceof Sample.Value(double now, _, _)
                  && Double.compare(now, value) == 0);
    }
  }

  /// The newest number of a query.
  static Query latest(String promql) {
    return new Query(promql, promql, Duration.ofMinutes(1), Duration.ZERO, Query.Shape.LATEST);
  }

  /// How many queries it has answered well, by its own count.
  long queriesAnswered() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var metrics = HttpRequest.newBuilder(url().resolve("/metrics")).build();
      return client
          .send(metrics, BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(QUERIES_ANSWERED))
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  public void kill() {
    process.kill();
  }

  public void freeze() {
    process.freeze();
  }

  public void thaw() {
    process.thaw();
  }

  private String text() {
    var text = new StringBuilder();
    gauges.forEach(
        (name, value) -> text.append(name).append(' ').append(value.getAsDouble()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    process.kill();
    process.close();
    exporter.stop(0);
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
