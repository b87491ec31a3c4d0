package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;

/// The node that holds the virtual IP loses power. Another takes the address over; clients see a
/// gap.
public final class VipOff implements Scenario {
  private static final int READS_PER_SECOND = 100;

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    int holder = world.lab().vipHolder();
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      world.lab().off(holder);
      reads.awaitSteady();
      int next = world.lab().vipHolder();
      if (next == holder) {
        throw new ScenarioFailed("node" + holder + " is off and still said to hold the VIP");
      }
      var figure = Figure.of("vip-off").with("from", "node" + holder).with("to", "node" + next);
      return reads.addTo(figure);
    } finally {
      world.recover();
    }
  }
}
