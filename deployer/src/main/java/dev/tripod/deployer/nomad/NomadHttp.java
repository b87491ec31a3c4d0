package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Nomad's HTTP API as plain JSON, for what the SDK has no words for; nothing that Nomad says about
/// a job is lost on the way.
final class NomadHttp implements AutoCloseable {
  private static final int KEPT_BUFFERS = 16;

  /// Threads are many and wait long between answers, so none keeps buffers of its own.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .recyclerPool(JsonRecyclerPools.newBoundedPool(KEPT_BUFFERS))
              .build());

  private static final String REASON = "X-Tripod-Reason";
  private static final int LONGEST_FAULT = 4096;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final List<String> PASSING =
      List.of("No cluster leader", "leadership lost", "rpc error: EOF", "connection refused");

  private final Endpoint nomad;
  private final Duration timeout;
  private final HttpClient client;

  NomadHttp(Endpoint nomad, Duration timeout) {
    this.nomad = nomad;
    this.timeout = timeout;
    this.client =
        nomad
            .client()
            .connectTimeout(timeout.compareTo(Nomad.CONNECT) < 0 ? timeout : Nomad.CONNECT)
            .build();
  }

  JsonNode get(String path) {
    return json(text(path));
  }

  /// An answer about health: "not well" has a status of its own, and the same body.
  JsonNode health(String path) {
    var response = answered(request(path).GET());
    return json(
        response.statusCode() == TOO_MANY_REQUESTS ? response.body() : checked(response).body());
  }

  String text(String path) {
    return send(request(path).GET()).body();
  }

  /// A body to be read as it comes, which may take any time.
  ///
  /// @param soon whether its begin has to come within the time limit; a log that stays empty begins
  ///     never
  InputStream stream(String path, boolean soon) {
    var response = answered(request(path, soon).GET(), BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (var body = response.body()) {
      var text = new String(body.readNBytes(LONGEST_FAULT), StandardCharsets.UTF_8);
      throw fault(nomad.url(), response.statusCode(), text);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /// With Nomad's index, for a blocking query.
  Indexed<JsonNode> indexed(String path) {
    var response = send(request(path).GET());
    var index = response.headers().firstValueAsLong("X-Nomad-Index").orElse(0);
    return new Indexed<>(json(response.body()), index);
  }

  JsonNode post(String path, JsonNode body) {
    return json(send(posting(path, body)).body());
  }

  /// Changes something.
  ///
  /// @param reason why, for the cluster's audit
  JsonNode change(String path, JsonNode body, String reason) {
    return json(send(posting(path, body).header(REASON, AuditReason.header(reason))).body());
  }

  /// Ends something.
  ///
  /// @param reason why, for the cluster's audit
  JsonNode delete(String path, String reason) {
    return json(send(request(path).DELETE().header(REASON, AuditReason.header(reason))).body());
  }

  private HttpRequest.Builder posting(String path, JsonNode body) {
    return request(path).POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(String path) {
    return request(path, true);
  }

  private HttpRequest.Builder request(String path, boolean soon) {
    var request = HttpRequest.newBuilder(nomad.url().resolve(path));
    if (soon) {
      request.timeout(timeout);
    }
    nomad.token().ifPresent(token -> request.header("X-Nomad-Token", token));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return checked(answered(request));
  }

  private HttpResponse<String> answered(HttpRequest.Builder request) {
    return answered(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> answered(HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NomadUnavailable("Nomad at " + nomad + ": interrupted while waiting for it");
    }
  }

  private NomadUnavailable silent(IOException e) {
    return new NomadUnavailable("Nomad at " + nomad + " does not answer: " + e);
  }

  private HttpResponse<String> checked(HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      return response;
    }
    throw fault(nomad.url(), response.statusCode(), response.body());
  }

  /// Tells a no that may become a yes by itself (no leader, too many requests) from a plain no.
  static RuntimeException fault(URI address, int status, String message) {
    var known = PASSING.stream().anyMatch(message::contains);
    var passing = status == TOO_MANY_REQUESTS || (status >= 500 && known);
    return passing
        ? new NomadUnavailable("Nomad at %s: %s".formatted(address, message.strip()))
        : new NomadRefused(status, message);
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new NomadUnavailable("not an answer of Nomad: " + e.getOriginalMessage());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
