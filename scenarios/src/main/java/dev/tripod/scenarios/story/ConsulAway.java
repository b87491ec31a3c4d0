package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;

/// Consul stops on all nodes. HAProxy keeps the last good configuration, and clients notice
/// nothing.
public final class ConsulAway implements Scenario {
  private static final int READS_PER_SECOND = 100;
  private static final Duration AWAY = Duration.ofSeconds(20);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      everywhere(world, "stop");
      reads.keepOn(AWAY);
      everywhere(world, "start");
      reads.awaitSteady();
      return reads.addTo(Figure.of("consul-away").millis("away", AWAY));
    } finally {
      everywhere(world, "start");
      world.recover();
    }
  }

  private static void everywhere(World world, String action) throws InterruptedException {
    for (int node = 1; node <= Lab.NODES; node++) {
      world.lab().ssh(node, "systemctl", action, "consul");
    }
  }
}
