package dev.tripod.items;

import dev.tripod.kit.config.Env;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One short life of the whole service against stand-ins for Redis and Consul, from which the AOT
/// cache learns what start and first requests need: classes, and which methods are worth compiling.
final class Training {
  private static final int ROUNDS = 20;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final HttpClient client;
  private final URI base;

  private Training(HttpClient client, int port) {
    this.client = client;
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  static void run(Env env) {
    try (TrainingRedis redis = TrainingRedis.start();
        TrainingConsul consul = new TrainingConsul(redis.port());
        Items items = Items.start(settings(env, consul));
        HttpClient client = HttpClient.newHttpClient()) {
      Training training = new Training(client, items.port());
      for (int round = 0; round < ROUNDS; round++) {
        training.round();
      }
    } catch (IOException failure) {
      throw new IllegalStateException("the training run failed", failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ItemsSettings settings(Env env, TrainingConsul consul) {
    Map<String, String> variables = new HashMap<>(env.variables());
    variables.putAll(
        Map.of(
            "PORT",
            "0",
            "DRAIN_DELAY",
            "0ms",
            "REDIS_URL",
            consul.url("redis-master"),
            "REDIS_REPLICAS_URL",
            consul.url("redis-replica")));
    return ItemsSettings.of(new Env(variables));
  }

  private void round() throws IOException, InterruptedException {
    for (String path :
        List.of("/", "/item?id=a", "/item", "/items", "/healthz", "/metrics", "/none")) {
      send(HttpRequest.newBuilder(base.resolve(path)));
    }
    post(JSON, "{\"id\":\"a\",\"val\":\"b\"}");
    post(FORM, "id=a&val=b");
    post(JSON, "{");
    send(HttpRequest.newBuilder(base.resolve("/item?id=a")).DELETE());
    send(HttpRequest.newBuilder(base.resolve("/item")).method("OPTIONS", BodyPublishers.noBody()));
  }

  private void post(String type, String body) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(base.resolve("/item"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    client.send(request.build(), BodyHandlers.discarding());
  }
}
