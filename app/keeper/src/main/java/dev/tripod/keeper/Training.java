package dev.tripod.keeper;

import dev.tripod.kit.config.Env;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.http.HttpSettings;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One short life without peers, for the AOT cache: starts all that can start, asks itself for its
/// health and metrics, and ends.
final class Training {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Training() {}

  static void run(Env env) {
    KeeperSettings settings =
        new KeeperSettings(
            Endpoint.open(NOWHERE),
            Optional.empty(),
            env.text("NODE_NAME", "training"),
            HttpSettings.of(new Env(Map.of("PORT", "0", "DRAIN_DELAY", "0s")), 0));
    try (KeeperService service = KeeperService.start(settings, ServiceInstance::node);
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : new String[] {"/healthz", "/metrics"}) {
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d%s".formatted(service.port(), path)))
                .timeout(PATIENCE)
                .build(),
            HttpResponse.BodyHandlers.ofString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
