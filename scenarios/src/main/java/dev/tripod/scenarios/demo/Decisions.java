package dev.tripod.scenarios.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.scenarios.lab.Consul;
import dev.tripod.scenarios.lab.JsonApi;
import dev.tripod.scenarios.lab.Unreachable;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The autoscaler's own account of what it changed, and why. Only the instance that leads has one.
final class Decisions {
  private static final List<String> JOBS = List.of("items", "redis");
  private static final int LIMIT = 500;

  private final Consul consul;

  Decisions(Consul consul) {
    this.consul = consul;
  }

  /// A sentence for each change of a count since an instant, oldest first; empty when no instance
  /// answers.
  List<String> since(Instant begun) {
    var decisions = new ArrayList<JsonNode>();
    for (var instance : consul.passing("autoscaler")) {
      var api =
          new JsonApi(List.of(URI.create("http://" + instance.address() + ":" + instance.port())));
      for (var job : JOBS) {
        decisions.addAll(of(api, job));
      }
    }
    return decisions.stream()
        .filter(decision -> !at(decision).isBefore(begun))
        .map(Decisions::sentence)
        .sorted()
        .toList();
  }

  private static List<JsonNode> of(JsonApi api, String job) {
    try {
      var answer =
          api.get("/v1/decisions?kind=scale&job=" + job + "&limit=" + LIMIT).path("decisions");
      return stream(answer).toList();
    } catch (Unreachable _) {
      return List.of();
    }
  }

  /// `2026-01-01T00:00:00Z items/items 2 → 4: 310 requests/s per instance, target 150`.
  static String sentence(JsonNode decision) {
    return "%s %s/%s %d → %d: %s"
        .formatted(
            at(decision).truncatedTo(ChronoUnit.SECONDS),
            decision.path("job").asText(),
            decision.path("group").asText(),
            decision.path("desired").asInt(),
            decision.path("wanted").asInt(),
            stream(decision.path("reasons"))
                .map(JsonNode::asText)
                .collect(Collectors.joining("; ")));
  }

  private static Instant at(JsonNode decision) {
    return Instant.parse(decision.path("at").asText());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
