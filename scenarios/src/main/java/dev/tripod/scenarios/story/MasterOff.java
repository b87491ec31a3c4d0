package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Consul.Instance;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;

/// The node of the Redis master loses power. Another member is promoted and writes work again;
/// reads go on from the replicas meanwhile. The ledger tells what of the acknowledged is missing.
public final class MasterOff implements Scenario {
  private static final int READS_PER_SECOND = 50;
  private static final Stage WRITES = new Stage(50, Duration.ofMinutes(5));
  private static final Duration FAILOVER = Duration.ofSeconds(90);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var master = master(world);
    int vip = world.lab().vipHolder();
    try (var reads = Reads.start(world, READS_PER_SECOND);
        var writes = Writes.start(world, "ledger", WRITES)) {
      writes.awaitSteady();
      world.lab().off(Lab.numberOf(master.node()));
      Until.holds("another member is master", FAILOVER, () -> isAnother(world, master));
      writes.awaitSteady();
      reads.awaitSteady();
      var figure =
          Figure.of("master-off")
              .with("master", master.node())
              .with("heldVip", vip == Lab.numberOf(master.node()));
      return reads.addTo(writes.addTo(figure));
    } finally {
      world.recover();
    }
  }

  private static Instance master(World world) {
    return world.consul().passing("redis-master").getFirst();
  }

  private static boolean isAnother(World world, Instance before) {
    return world.consul().passing("redis-master").stream()
        .anyMatch(now -> !now.node().equals(before.node()));
  }
}
