package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
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

  private final List<URI> bases;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final String token;

  /// @param token signs each call, in the form that both Nomad and Consul take
  public JsonApi(List<URI> bases, String token) {
    this.bases = List.copyOf(bases);
    this.token = token;
  }

  public JsonNode get(String path) {
    return send("GET", path, "");
  }

  /// Any call; [Unreachable] when no node answers it with success.
  public JsonNode send(String method, String path, String body) {
    Unreachable last = null;
    for (var base : bases) {
      try {
        return call(base.resolve(path), method, body);
      } catch (IOException cause) {
        last = new Unreachable("%s %s: %s".formatted(method, base.resolve(path), cause), cause);
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new Unreachable("interrupted", cause);
      }
    }
    throw last == null ? new Unreachable("no address to ask for " + path) : last;
  }

  private JsonNode call(URI url, String method, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body));
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + " " + response.body().strip());
    }
    return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
  }
}
