package dev.tripod.deployer.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.Scaler;
import dev.tripod.deployer.scale.decide.State;
import dev.tripod.deployer.scale.policy.PolicyReader;
import dev.tripod.deployer.scale.policy.PolicyReading;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Goes once through what an autoscaler loads when it starts, without peers, so that the JVM can
/// write an AOT cache from it.
public final class Training {
  /// Nothing listens on the discard port, so each peer refuses at once.
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

  private static final String POLICY =
      """
      {"ID": "1", "Type": "horizontal", "Enabled": true, "Min": 1, "Max": 8,
       "Target": {"Namespace": "default", "Job": "items", "Group": "items"},
       "Policy": {"cooldown": "5s", "check": [{"rate": [{"source": "prometheus", "query": "avg(x)",
         "strategy": [{"target-value": [{"target": 150}]}]}]}]}}
      """;

  private static final List<String> PATHS =
      List.of(
          "/healthz", "/metrics", "/leader", "/v1/policies", "/v1/decisions", "/v1/explain?job=x");

  private Training() {}

  public static void run() throws IOException, InterruptedException {
    decide();
    var settings =
        new AutoscalerService.Settings(
            Endpoint.open(NOBODY), Endpoint.open(NOBODY), NOBODY, 0, "training");
    try (var service = AutoscalerService.start(settings);
        var client = HttpClient.newHttpClient()) {
      for (String path : PATHS) {
        var uri = URI.create("http://127.0.0.1:" + service.port() + path);
        client.send(
            HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).build(), BodyHandlers.ofString());
      }
    }
  }

  private static void decide() throws JsonProcessingException {
    var reading = PolicyReader.read(new ObjectMapper().readValue(POLICY, Map.class));
    if (!(reading instanceof PolicyReading.Accepted(var policy))) {
      throw new IllegalStateException("the policy of the training is refused: " + reading);
    }
    Instant now = Instant.now();
    var samples = new Samples(Map.of("rate", new Sample.Value(310, now)));
    Scaler.decide(policy, samples, Facts.of(Count.of(2)), State.INITIAL, now);
  }
}
