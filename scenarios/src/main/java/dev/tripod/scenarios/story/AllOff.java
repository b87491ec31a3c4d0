package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Outcome;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;

/// All three nodes lose power and get it back. Nobody helps: they find together again, with their
/// data.
public final class AllOff implements Scenario {
  private static final Stage WRITES = new Stage(50, Duration.ofSeconds(4));

  /// Redis forces its log to the disk once a second.
  private static final Duration ON_DISK = Duration.ofSeconds(2);

  private static final Duration READ_BACK = Duration.ofSeconds(15);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var prefix = "kept-" + Instant.now().toEpochMilli();
    try (var ledger = Ledger.start(world.items(), prefix, WRITES)) {
      ledger.await();
      if (ledger.count(Outcome.ACKNOWLEDGED) == 0) {
        throw new ScenarioFailed(
            "no write was acknowledged, so there is nothing that could be kept");
      }
      Thread.sleep(ON_DISK);
      for (int node = 1; node <= Lab.NODES; node++) {
        world.lab().off(node);
      }
      long begun = System.nanoTime();
      var last = world.recover();
      var whole = Duration.ofNanos(System.nanoTime() - begun);
      int lost = ledger.lost(READ_BACK).size();
      var figure =
          Figure.of("all-off")
              .millis("whole", whole)
              .millis("afterLastBoot", last)
              .with("acknowledged", ledger.count(Outcome.ACKNOWLEDGED))
              .with("lost", lost);
      ledger.forget();
      return figure;
    } finally {
      world.recover();
    }
  }
}
