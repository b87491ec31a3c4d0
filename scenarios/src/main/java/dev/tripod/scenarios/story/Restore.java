package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Outcome;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;

/// A backup is taken, the cluster is emptied and set up anew, and the backup put back: whether all
/// that was acknowledged before the backup is there, and how long it took.
public final class Restore implements Scenario {
  private static final Stage WRITES = new Stage(50, Duration.ofSeconds(10));
  private static final Duration PLAYBOOK = Duration.ofMinutes(8);
  private static final Duration READ_BACK = Duration.ofSeconds(30);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var prefix = "restore-" + Instant.now().toEpochMilli();
    try (var ledger = Ledger.start(world.items(), prefix, WRITES)) {
      var written = ledger.await();
      var backup = play(world, "backup.yml");
      var reset = play(world, "reset.yml", "-e", "reset_confirmed=yes");
      var anew = play(world, "site.yml").plus(play(world, "release.yml"));
      var restore = play(world, "restore.yml");
      var whole = world.status().awaitOk(PLAYBOOK);
      var figure =
          Figure.of("restore")
              .with("writes", written.size())
              .with("acknowledged", ledger.count(Outcome.ACKNOWLEDGED))
              .with("lost", ledger.lost(READ_BACK).size())
              .millis("backup", backup)
              .millis("reset", reset)
              .millis("setUp", anew)
              .millis("restore", restore)
              .millis("wholeAfter", whole);
      ledger.forget();
      return figure;
    }
  }

  private static Duration play(World world, String... play) throws InterruptedException {
    return world.checkout().play(PLAYBOOK, play);
  }
}
