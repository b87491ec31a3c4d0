package dev.tripod.deployer.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.net.FirstAnswering;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks an agent one thing, soon or not at all.
record Probe(Api api, Endpoint endpoint) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration REACH = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String DATE = "Date";

  /// An answer, and when it came by this machine's clock.
  ///
  /// @param date what the server says the time is
  record Answer(int status, String body, Optional<String> date, Instant asked, Instant came) {
    JsonNode json() throws JsonProcessingException {
      return MAPPER.readTree(body);
    }
  }

  /// At the first of these addresses that answers.
  static Probe first(Api api, List<Endpoint> addresses) throws IOException {
    var found = FirstAnswering.of(addresses);
    return new Probe(
        api,
        found.orElseThrow(
            () -> new IOException("%s answers at none of %s.".formatted(api.word(), addresses))));
  }

  /// One answer, whatever its status.
  ///
  /// @throws IOException with a sentence when there is no answer
  Answer ask(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(endpoint.url().resolve(path)).timeout(TIMEOUT);
    endpoint.token().ifPresent(token -> request.header(api.header(), token));
    var asked = Instant.now();
    try (var client = endpoint.client().connectTimeout(REACH).build()) {
      var response = client.send(request.build(), BodyHandlers.ofString());
      var date = response.headers().firstValue(DATE);
      client.shutdownNow();
      return new Answer(response.statusCode(), response.body(), date, asked, Instant.now());
    } catch (IOException e) {
      throw new IOException(
          "%s at %s does not answer: %s.".formatted(api.word(), endpoint, Faults.words(e)), e);
    }
  }

  /// The same for what has to be granted.
  JsonNode json(String path) throws IOException, InterruptedException {
    var answer = ask(path);
    if (answer.status() != 200) {
      throw new IOException(
          "%s at %s answers %s with %d: %s"
              .formatted(api.word(), endpoint, path, answer.status(), answer.body().strip()));
    }
    return answer.json();
  }
}
