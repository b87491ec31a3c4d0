package dev.tripod.scenarios.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.time.Instant;

/// Every instance of a job is replaced, as its update block says: by a mark in the meta of its
/// groups, and another time by taking the mark away.
public record Roll(World world, String job) {
  private static final Duration ROLLOUT = Duration.ofMinutes(4);
  private static final String MARK = "rolling-update";

  /// Returns, when it is rolled out, how long that took.
  public Duration forth() throws InterruptedException {
    return roll(Instant.now().toString());
  }

  /// The same without the mark.
  public Duration back() throws InterruptedException {
    return roll("");
  }

  private Duration roll(String mark) throws InterruptedException {
    var definition = world.nomad().job(job);
    for (var group : definition.path("TaskGroups")) {
      mark((ObjectNode) group, mark);
    }
    world.nomad().register(definition);
    long before = definition.path("Version").asLong();
    return Until.holds(job + " is rolled out", ROLLOUT, () -> finished(before));
  }

  /// An empty mark takes the mark away.
  private static void mark(ObjectNode group, String mark) {
    var meta = group.path("Meta") instanceof ObjectNode known ? known : group.putObject("Meta");
    meta.remove(MARK);
    if (!mark.isEmpty()) {
      meta.put(MARK, mark);
    } else if (meta.isEmpty()) {
      group.putNull("Meta");
    }
  }

  private boolean finished(long versionBefore) {
    var deployment = world.nomad().latestDeployment(job);
    return deployment.path("JobVersion").asLong() > versionBefore && ended(deployment);
  }

  private boolean ended(JsonNode deployment) {
    return switch (deployment.path("Status").asText()) {
      case "successful" -> true;
      case "failed", "cancelled" ->
          throw new ScenarioFailed(
              "the rollout of %s ended as %s"
                  .formatted(job, deployment.path("StatusDescription").asText()));
      default -> false;
    };
  }
}
