package dev.tripod.items;

import dev.tripod.kit.http.Health;
import dev.tripod.kit.http.HttpService;
import dev.tripod.kit.http.HttpSettings;
import dev.tripod.kit.http.Json;
import dev.tripod.kit.http.Metrics;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Answers as a Consul agent does to who watches a service, with one instance that never changes.
final class TrainingConsul implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1024;
  private static final String INDEX = "1";

  private final int redisPort;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpService http;

  TrainingConsul(int redisPort) {
    this.redisPort = redisPort;
    HttpSettings settings =
        new HttpSettings(
            0, MAX_BODY_BYTES, HttpSettings.IDLE_TIMEOUT, Duration.ZERO, Duration.ofSeconds(1));
    this.http =
        HttpService.start(
            settings,
            new Metrics(),
            new Health(),
            routes -> routes.get("/v1/health/service/{name}", this::instances));
  }

  String url(String service) {
    return "consul://127.0.0.1:%d/%s".formatted(http.port(), service);
  }

  @Override
  public void close() {
    closed.countDown();
    http.close();
  }

  private void instances(Context context) throws InterruptedException {
    if (INDEX.equals(context.queryParam("index"))) {
      closed.await();
    }
    Map<String, Object> node = Map.of("Node", "training", "Address", "127.0.0.1");
    Map<String, Object> service =
        Map.of("ID", "redis", "Address", "127.0.0.1", "Port", redisPort, "Tags", List.of("member"));
    context
        .header("X-Consul-Index", INDEX)
        .contentType("application/json")
        .result(Json.write(List.of(Map.of("Node", node, "Service", service))));
  }
}
