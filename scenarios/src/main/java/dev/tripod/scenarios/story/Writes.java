package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Ledger.Outcome;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;

/// A steady open-model load of writes while something happens, with a ledger of what became of
/// them.
final class Writes implements AutoCloseable {
  private static final Duration READ_BACK = Duration.ofSeconds(15);

  private final Ledger ledger;
  private final Steady steady;

  private Writes(Ledger ledger, int requestsPerSecond) {
    this.ledger = ledger;
    this.steady = new Steady(requestsPerSecond, ledger::endedBetween);
  }

  /// @param name begins the keys that are written
  static Writes start(World world, String name, Stage stage) {
    var prefix = name + "-" + Instant.now().toEpochMilli();
    return new Writes(Ledger.start(world.items(), prefix, stage), stage.requestsPerSecond());
  }

  /// Waits until writes are acknowledged as they come.
  void awaitSteady() throws InterruptedException {
    steady.await("writes are acknowledged");
  }

  /// Ends the load, reads back what was acknowledged, adds to a figure what became of it, and
  /// removes it.
  Figure addTo(Figure figure) throws InterruptedException {
    var written = ledger.finish();
    var seen =
        figure
            .with("writes", written.size())
            .with("acknowledged", ledger.count(Outcome.ACKNOWLEDGED))
            .with("refused", ledger.count(Outcome.REFUSED))
            .with("unknown", ledger.count(Outcome.UNKNOWN))
            .with("unsent", ledger.unsent())
            .with("lost", ledger.lost(READ_BACK).size())
            .millis("writeGap", Gap.longest(written));
    ledger.forget();
    return seen;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
