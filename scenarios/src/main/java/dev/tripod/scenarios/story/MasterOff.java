package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Consul.Instance;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Ledger.Outcome;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;

/// The node of the Redis master loses power. Another member is promoted and writes work again;
/// reads go on from the replicas meanwhile. The ledger tells what of the acknowledged is missing.
public final class MasterOff implements Scenario {
  private static final int READS_PER_SECOND = 50;
  private static final Stage WRITES = new Stage(50, Duration.ofMinutes(5));
  private static final Duration FAILOVER = Duration.ofSeconds(90);
  private static final Duration READ_BACK = Duration.ofSeconds(15);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var master = master(world);
    int vip = world.lab().vipHolder();
    var prefix = "ledger-" + Instant.now().toEpochMilli();
    try (var reads = Reads.start(world, READS_PER_SECOND);
        var ledger = Ledger.start(world.items(), prefix, WRITES)) {
      var writes = new Steady(WRITES.requestsPerSecond(), ledger::endedBetween);
      writes.await("writes are acknowledged");
      world.lab().off(Lab.numberOf(master.node()));
      Until.holds("another member is master", FAILOVER, () -> isAnother(world, master));
      writes.await("writes are acknowledged again");
      reads.awaitSteady();
      var written = ledger.finish();
      var figure =
          Figure.of("master-off")
              .with("master", master.node())
              .with("heldVip", vip == Lab.numberOf(master.node()))
              .with("writes", written.size())
              .with("acknowledged", ledger.count(Outcome.ACKNOWLEDGED))
              .with("refused", ledger.count(Outcome.REFUSED))
              .with("unknown", ledger.count(Outcome.UNKNOWN))
              .with("unsent", ledger.unsent())
              .with("lost", ledger.lost(READ_BACK).size())
              .millis("writeGap", Gap.longest(written));
      ledger.forget();
      return reads.addTo(figure);
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
