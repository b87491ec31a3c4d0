package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Command;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Ledger.Outcome;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Every key, certificate, token and password is replaced under load: reads and writes.
public final class Rotation implements Scenario {
  private static final int READS_PER_SECOND = 50;
  private static final Stage WRITES = new Stage(20, Duration.ofMinutes(8));
  private static final Duration AT_MOST = Duration.ofMinutes(7);
  private static final Duration READ_BACK = Duration.ofSeconds(15);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var prefix = "rotation-" + Instant.now().toEpochMilli();
    try (var reads = Reads.start(world, READS_PER_SECOND);
        var ledger = Ledger.start(world.items(), prefix, WRITES)) {
      var writes = new Steady(WRITES.requestsPerSecond(), ledger::endedBetween);
      writes.await("writes are acknowledged");
      long begun = System.nanoTime();
      Command.run(
              world.checkout().root().resolve("ansible"),
              AT_MOST,
              List.of("ansible-playbook", "rotate.yml"))
          .orFail();
      var took = Duration.ofNanos(System.nanoTime() - begun);
      writes.await("writes are acknowledged after it");
      reads.awaitSteady();
      var written = ledger.finish();
      var figure =
          Figure.of("rotation")
              .millis("took", took)
              .with("writes", written.size())
              .with("acknowledged", ledger.count(Outcome.ACKNOWLEDGED))
              .with("refused", ledger.count(Outcome.REFUSED))
              .with("unknown", ledger.count(Outcome.UNKNOWN))
              .with("lost", ledger.lost(READ_BACK).size())
              .millis("writeGap", Gap.longest(written));
      ledger.forget();
      return reads.addTo(figure);
    } finally {
      world.recover();
    }
  }
}
