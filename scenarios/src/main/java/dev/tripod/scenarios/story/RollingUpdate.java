package dev.tripod.scenarios.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.time.Instant;

/// Every instance of items is replaced, one at a time, under load: by an update, and back again.
public final class RollingUpdate implements Scenario {
  private static final int READS_PER_SECOND = 100;
  private static final Duration ROLLOUT = Duration.ofMinutes(4);
  private static final String MARK = "rolling-update";

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      var update = roll(world, Instant.now().toString());
      var back = roll(world, "");
      reads.awaitSteady();
      return reads.addTo(Figure.of("rolling-update").millis("update", update).millis("back", back));
    } finally {
      world.recover();
    }
  }

  /// Marks the group, which has Nomad replace its instances; an empty mark takes the mark away.
  private static Duration roll(World world, String mark) throws InterruptedException {
    var job = world.nomad().job("items");
    mark((ObjectNode) job.path("TaskGroups").path(0), mark);
    world.nomad().register(job);
    return Until.holds(
        "items are rolled out", ROLLOUT, () -> finished(world, job.path("Version").asLong()));
  }

  private static void mark(ObjectNode group, String mark) {
    var meta = group.path("Meta") instanceof ObjectNode known ? known : group.putObject("Meta");
    meta.remove(MARK);
    if (!mark.isEmpty()) {
      meta.put(MARK, mark);
    } else if (meta.isEmpty()) {
      group.putNull("Meta");
    }
  }

  private static boolean finished(World world, long versionBefore) {
    var deployment = world.nomad().latestDeployment("items");
    if (deployment.path("JobVersion").asLong() <= versionBefore) {
      return false;
    }
    return switch (deployment.path("Status").asText()) {
      case "successful" -> true;
      case "failed", "cancelled" ->
          throw new ScenarioFailed(
              "the rollout of items ended as " + deployment.path("StatusDescription").asText());
      default -> false;
    };
  }
}
