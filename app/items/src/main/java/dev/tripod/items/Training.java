package dev.tripod.items;

import dev.tripod.kit.config.Env;
import dev.tripod.kit.http.RequestStart;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One short life of the whole service against stand-ins for Redis and Consul, from which the AOT
/// cache learns what start and first requests need: classes, and which methods are worth compiling.
///
/// It trains the anonymous mode: a start loads every class that the cache holds, and those of keys
/// would be for nothing where no keys are used.
///
/// The client is the JDK's oldest, because the cache keeps its classes too: the newer one brings
/// some hundreds, and TLS.
final class Training {
  private static final int ROUNDS = 20;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final URI base;

  private Training(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  static void run(Env env) {
    try {
      Path password = Files.writeString(Files.createTempFile("training", ".password"), "training");
      run(env, password);
      Files.delete(password);
    } catch (IOException failure) {
      throw new IllegalStateException("the training run failed", failure);
    }
  }

  private static void run(Env env, Path password) throws IOException {
    try (TrainingRedis redis = TrainingRedis.start();
        TrainingConsul consul = new TrainingConsul(redis.port());
        Items items = Items.start(settings(env, consul, password))) {
      Training training = new Training(items.port());
      for (int round = 0; round < ROUNDS; round++) {
        training.round();
      }
    }
  }

  private static ItemsSettings settings(Env env, TrainingConsul consul, Path password) {
    Map<String, String> variables = new HashMap<>(env.variables());
    variables.putAll(
        Map.of(
            "PORT",
            "0",
            "DRAIN_DELAY",
            "0ms",
            "CHANGES",
            "anonymous",
            "REDIS_URL",
            consul.url("redis-master"),
            "REDIS_REPLICAS_URL",
            consul.url("redis-replica"),
            "REDIS_USER",
            "training",
            "REDIS_PASSWORD_FILE",
            password.toString()));
    return ItemsSettings.of(new Env(variables));
  }

  private void round() throws IOException {
    for (String path :
        List.of("/", "/item?id=a", "/item", "/items", "/healthz", "/metrics", "/none")) {
      end(call("GET", path));
    }
    post(JSON, "{\"id\":\"a\",\"val\":\"b\"}");
    post(FORM, "id=a&val=b");
    post(JSON, "{");
    end(call("DELETE", "/item?id=a"));
    end(call("OPTIONS", "/item"));
  }

  private void post(String type, String body) throws IOException {
    HttpURLConnection call = call("POST", "/item");
    call.setRequestProperty("Content-Type", type);
    call.setDoOutput(true);
    call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    end(call);
  }

  private HttpURLConnection call(String method, String path) throws IOException {
    HttpURLConnection call = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    call.setRequestMethod(method);
    call.setRequestProperty(RequestStart.HEADER, "t=" + System.currentTimeMillis() + "000");
    return call;
  }

  /// Whatever the status is: errors are trained too.
  private static void end(HttpURLConnection call) throws IOException {
    boolean error = call.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream body = error ? call.getErrorStream() : call.getInputStream()) {
      if (body != null) {
        body.readAllBytes();
      }
    }
  }
}
