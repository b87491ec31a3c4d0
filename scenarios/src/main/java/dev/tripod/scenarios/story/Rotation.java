package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;

/// A playbook that replaces secrets runs under load: reads and writes.
///
/// @param name of the scenario
/// @param playbook such as `rotate.yml`
public record Rotation(String name, String playbook) implements Scenario {
  private static final int READS_PER_SECOND = 50;
  private static final Stage WRITES = new Stage(20, Duration.ofMinutes(10));
  private static final Duration AT_MOST = Duration.ofMinutes(9);

  /// Runs on every node, and nobody's request depends on it.
  private static final String WITNESS = "prometheus-node-exporter";

  private static final Duration HEARD = Duration.ofSeconds(60);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var figure = underLoad(world);
    // What this one says to the cluster was taken back.
    try (var renewed = World.open()) {
      everyNodeIsHeard(renewed);
    }
    return figure;
  }

  private Figure underLoad(World world) throws InterruptedException {
    try (var reads = Reads.start(world, READS_PER_SECOND);
        var writes = Writes.start(world, name, WRITES)) {
      writes.awaitSteady();
      var took = world.checkout().play(AT_MOST, playbook);
      writes.awaitSteady();
      reads.awaitSteady();
      return reads.addTo(writes.addTo(Figure.of(name).millis("took", took)));
    } finally {
      world.recover();
    }
  }

  /// Each node's Consul may still say how its services are.
  private static void everyNodeIsHeard(World world) throws InterruptedException {
    for (int node = 1; node <= Lab.NODES; node++) {
      var name = "node" + node;
      world.lab().ssh(node, "pkill", "-STOP", "-f", WITNESS);
      try {
        Until.holds(name + " says that " + WITNESS + " hangs", HEARD, () -> !passes(world, name));
      } finally {
        world.lab().ssh(node, "pkill", "-CONT", "-f", WITNESS);
      }
      Until.holds(name + " says that it is well again", HEARD, () -> passes(world, name));
    }
  }

  private static boolean passes(World world, String node) {
    return world.consul().passing("node-exporter").stream()
        .anyMatch(instance -> instance.node().equals(node));
  }
}
