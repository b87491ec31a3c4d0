package dev.tripod.deployer.doctor;

import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Whether the agent of a node answers by itself, not only through the virtual address, and knows a
/// leader.
record AgentCheck(String node, Api api, Endpoint endpoint) implements Check {
  @Override
  public String what() {
    return "%s on %s".formatted(api.word(), node);
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    try {
      var answer = new Probe(api, endpoint).ask("/v1/status/leader");
      return List.of(
          answer.status() == 200 && answer.body().contains(":")
              ? Finding.ok(what(), "%s answers at %s.".formatted(api.word(), endpoint))
              : Finding.fail(
                  what(),
                  "%s at %s answers with %d and knows no leader."
                      .formatted(api.word(), endpoint, answer.status()),
                  "Are most of the servers up? `deployer status` tells."));
    } catch (IOException e) {
      return List.of(
          Finding.fail(
              what(),
              e.getMessage(),
              "Is %s up? There: systemctl status gate %s"
                  .formatted(node, api.word().toLowerCase(Locale.ROOT))));
    }
  }
}
