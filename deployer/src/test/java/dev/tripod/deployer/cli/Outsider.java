package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.kit.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Somebody else who looks at jobs and changes them, past the deployer.
final class Outsider {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI nomad;

  Outsider(URI nomad) {
    this.nomad = nomad;
  }

  void scale(String job, int count) {
    scale(job, "web", count);
  }

  void scale(String job, String group, int count) {
    send(
        "POST",
        "/v1/job/" + job + "/scale",
        "{\"Count\":%d,\"Target\":{\"Group\":\"%s\"}}".formatted(count, group));
  }

  void stop(String job) {
    send("DELETE", "/v1/job/" + job, "");
  }

  void change(String id, String key, int value) {
    var job = (ObjectNode) job(id);
    job.put(key, value);
    send("POST", "/v1/jobs", "{\"Job\":" + job + "}");
  }

  /// Waits until a deployment of the job has failed, and lets Nomad forget it, as it does by itself
  /// every five minutes.
  void forgetFailure(String job) {
    Await.until("a deployment has failed", PATIENCE, () -> failures(job) > 0);
    Await.until(
        "it is forgotten",
        PATIENCE,
        () -> {
          send("PUT", "/v1/system/gc", "");
          return failures(job) == 0;
        });
  }

  private long failures(String job) {
    return get("/v1/job/" + job + "/deployments").findValuesAsText("Status").stream()
        .filter(status -> status.equals("failed"))
        .count();
  }

  /// Notes something about the client.
  void note(String key, String value) {
    send("POST", "/v1/client/metadata", "{\"Meta\":{\"%s\":\"%s\"}}".formatted(key, value));
    Await.until("the servers know of the note", PATIENCE, () -> note(key).equals(value));
  }

  private String note(String key) {
    var node = get("/v1/nodes").path(0).path("ID").asText();
    return get("/v1/node/" + node).path("Meta").path(key).asText();
  }

  JsonNode job(String id) {
    return get("/v1/job/" + id);
  }

  int count(String job) {
    return job(job).path("TaskGroups").path(0).path("Count").asInt();
  }

  JsonNode get(String path) {
    try {
      return new ObjectMapper().readTree(send("GET", path, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(nomad.resolve(path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      var response = HTTP.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
