package dev.tripod.scenarios.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.scenarios.lab.Consul;
import dev.tripod.scenarios.lab.JsonApi;
import dev.tripod.scenarios.lab.Unreachable;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The autoscaler's own account of what it did: the sentences that its leading instance keeps.
final class Decisions {
  private final Consul consul;

  Decisions(Consul consul) {
    this.consul = consul;
  }

  /// The sentences since an instant, oldest first; empty when no instance answers.
  List<String> since(Instant begun) {
    var lines = new ArrayList<String>();
    for (var instance : consul.passing("autoscaler")) {
      var base = URI.create("http://" + instance.address() + ":" + instance.port());
      try {
        for (var decision : new JsonApi(List.of(base)).get("/v1/decisions")) {
          if (!at(decision).isBefore(begun)) {
            lines.add(at(decision) + " " + decision.path("line").asText(decision.toString()));
          }
        }
      } catch (Unreachable _) {
        // The other instance may be the one that leads.
      }
    }
    return lines.stream().sorted().toList();
  }

  private static Instant at(JsonNode decision) {
    var text = decision.path("at").asText();
    return text.isEmpty() ? Instant.MAX : Instant.parse(text);
  }
}
