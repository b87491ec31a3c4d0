package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// A JSON API that several nodes serve alike: the first that answers is as good as any, so that a
/// scenario can go on asking while it takes nodes away.
public final class JsonApi {
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Endpoint> bases;
  private final HttpClient http;

  /// @param bases at least one, all reached with the same certificate
  public JsonApi(List<Endpoint> bases) {
    this.bases = List.copyOf(bases);
    this.http = bases.getFirst().client().connectTimeout(CONNECT).build();
  }

  public JsonNode get(String path) {
    return send("GET", path, "");
  }

  /// Any call; [Unreachable] when no node answers it with success.
  public JsonNode send(String method, String path, String body) {
    Unreachable last = null;
    for (var base : bases) {
      try {
        return call(base, path, method, body);
      } catch (IOException cause) {
        last =
            new Unreachable("%s %s: %s".formatted(method, base.url().resolve(path), cause), cause);
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new Unreachable("interrupted", cause);
      }
    }
    throw last == null ? new Unreachable("no address to ask for " + path) : last;
  }

  private JsonNode call(Endpoint api, String path, String method, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(api.url().resolve(path))
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofString(body));
    // In the form that both Nomad and Consul take.
    api.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + " " + response.body().strip());
    }
    return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
  }
}
