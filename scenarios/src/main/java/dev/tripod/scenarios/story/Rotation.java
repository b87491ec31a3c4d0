package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Command;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.util.List;

/// Every key, certificate, token and password is replaced under load: reads and writes.
public final class Rotation implements Scenario {
  private static final int READS_PER_SECOND = 50;
  private static final Stage WRITES = new Stage(20, Duration.ofMinutes(8));
  private static final Duration AT_MOST = Duration.ofMinutes(7);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    try (var reads = Reads.start(world, READS_PER_SECOND);
        var writes = Writes.start(world, "rotation", WRITES)) {
      writes.awaitSteady();
      long begun = System.nanoTime();
      Command.run(
              world.checkout().root().resolve("ansible"),
              AT_MOST,
              List.of("ansible-playbook", "rotate.yml"))
          .orFail();
      var took = Duration.ofNanos(System.nanoTime() - begun);
      writes.awaitSteady();
      reads.awaitSteady();
      return reads.addTo(writes.addTo(Figure.of("rotation").millis("took", took)));
    } finally {
      world.recover();
    }
  }
}
