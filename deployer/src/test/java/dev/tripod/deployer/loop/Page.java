package dev.tripod.deployer.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.explain.ExplainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/// What an autoscaler says over HTTP.
record Page(int port) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  HttpResponse<String> get(String path) {
    try {
      var uri = URI.create("http://127.0.0.1:" + port + path);
      return HTTP.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(String path) {
    try {
      return new ObjectMapper().readTree(get(path).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> decisions() {
    var decisions = json("/v1/decisions?job=web&limit=2000").path("decisions");
    return StreamSupport.stream(decisions.spliterator(), false).toList();
  }

  boolean decided(String kind, String cause) {
    return decisions().stream()
        .anyMatch(
            one ->
                one.path("kind").asText().equals(kind) && one.path("cause").asText().equals(cause));
  }

  /// The value of a metric without labels.
  double metric(String name) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  /// What `autoscale explain` prints for a job.
  String explained(String job) {
    return String.join("\n", ExplainText.of(json("/v1/explain?job=" + job), Instant.now()));
  }

  JsonNode component(String name) {
    return json("/healthz").path("components").path(name);
  }
}
