package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;

/// Every instance of items is replaced, one at a time, under load: by an update, and back again.
public final class RollingUpdate implements Scenario {
  private static final int READS_PER_SECOND = 100;

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      var roll = new Roll(world, "items");
      var update = roll.forth();
      var back = roll.back();
      reads.awaitSteady();
      return reads.addTo(Figure.of("rolling-update").millis("update", update).millis("back", back));
    } finally {
      world.recover();
    }
  }
}
