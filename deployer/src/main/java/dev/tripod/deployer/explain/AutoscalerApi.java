package dev.tripod.deployer.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.net.UrlPart;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The API of the autoscaler that leads, wherever it runs: the gate of each node leads there.
public final class AutoscalerApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;
  private static final int FOUND = 200;
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Endpoint> addresses;

  /// An API at one of these addresses, tried in their order.
  ///
  /// @param addresses at least one, all reached with the same certificate
  public AutoscalerApi(List<Endpoint> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  /// What is known of a job's groups; empty when it has no policy.
  ///
  /// @throws Silent when no address leads to an autoscaler that leads
  public Optional<JsonNode> explain(String namespace, String job) throws InterruptedException {
    String path =
        "/v1/explain?job=%s&namespace=%s".formatted(UrlPart.encode(job), UrlPart.encode(namespace));
    try (HttpClient client = addresses.getFirst().client().connectTimeout(TIMEOUT).build()) {
      return firstAnswer(client, path);
    }
  }

  private Optional<JsonNode> firstAnswer(HttpClient client, String path)
      throws InterruptedException {
    var faults = new ArrayList<String>();
    for (Endpoint address : addresses) {
      try {
        HttpResponse<String> response = get(client, address.url().resolve(path));
        switch (response.statusCode()) {
          case FOUND -> {
            return Optional.of(MAPPER.readTree(response.body()));
          }
          case NOT_FOUND -> {
            return Optional.empty();
          }
          default -> faults.add(address + ": " + response.body().strip());
        }
      } catch (JsonProcessingException e) {
        faults.add(address + ": not an answer of an autoscaler: " + e.getOriginalMessage());
      } catch (IOException e) {
        faults.add(address + ": " + e);
      }
    }
    throw new Silent(faults);
  }

  private static HttpResponse<String> get(HttpClient client, URI url)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
    return client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
  }

  /// No autoscaler leads, or none can be reached.
  public static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Silent(List<String> faults) {
      super(
          """
          No autoscaler that leads answers:
            %s
            Next: `deployer status` tells whether one leads; after a change of leader, try again."""
              .formatted(String.join(System.lineSeparator() + "  ", faults)));
    }
  }
}
