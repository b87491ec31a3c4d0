package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.chaos.Run.Mark;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.story.Calm;
import dev.tripod.scenarios.story.Reads;
import dev.tripod.scenarios.story.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/// One run of a row: load, calm, the fault at a random moment, service again, the fault taken
/// back, service again; then all that was written is read back.
final class Trial {
  static final int READS_PER_SECOND = 50;

  /// For service to be steady again: what is slower shows in the gaps, and this only ends a
  /// run.
  private static final Duration SETTLED = Duration.ofMinutes(4);

  private static final Duration AFTERWARDS = Duration.ofSeconds(3);
  private static final Duration READ_BACK = Duration.ofSeconds(30);

  private final World world;
  private final Row row;
  private final long seed;
  private final Consumer<String> progress;
  private final Random random;
  private final List<Mark> marks = new ArrayList<>();

  Trial(World world, Row row, long seed, Consumer<String> progress) {
    this.world = world;
    this.row = row;
    this.seed = seed;
    this.progress = progress;
    this.random = new Random(seed);
  }

  /// Begins with a whole cluster, and takes back what it broke, whatever comes between.
  Run run() throws InterruptedException {
    try (var reads = Reads.start(world, READS_PER_SECOND);
        var writes = Writes.start(world, "chaos", Writes.OF_MATRIX)) {
      var complaint = suffer(reads, writes);
      Thread.sleep(AFTERWARDS);
      var seenReads = reads.finish();
      var seenWrites = writes.finish();
      progress.accept("the load is over; waiting until all is whole, then reading back");
      var afterwards = attempt(world::recover);
      var judgement = writes.judge(READ_BACK);
      writes.forget();
      return new Run(
          seed,
          marks,
          seenReads,
          seenWrites,
          writes.unsent(),
          judgement,
          complaint.or(() -> afterwards));
    } finally {
      world.lab().restore();
    }
  }

  /// What was waited for in vain, if anything was: nothing is broken after that.
  private Optional<String> suffer(Reads reads, Writes writes) throws InterruptedException {
    var complaint = attempt(() -> settle(Row.Service.ALL, reads, writes));
    for (int fault = 1; fault <= row.times() && complaint.isEmpty(); fault++) {
      if (fault > 1) {
        complaint = attempt(world::ready);
      }
      if (complaint.isEmpty()) {
        complaint = sufferOnce(row.fault().aim(world, random), reads, writes);
      }
    }
    return complaint;
  }

  private Optional<String> sufferOnce(Blow blow, Reads reads, Writes writes)
      throws InterruptedException {
    int before = marks.size();
    var complaint = attempt(() -> strike(blow, reads, writes));
    var afterwards =
        marks.size() == before ? complaint : attempt(() -> takeBack(blow, reads, writes));
    return complaint.or(() -> afterwards);
  }

  private void strike(Blow blow, Reads reads, Writes writes) throws InterruptedException {
    Calm.pass(random);
    mark(blow.what(), true);
    blow.strike().run();
    Thread.sleep(row.lasts());
    settle(row.meanwhile(), reads, writes);
  }

  private void takeBack(Blow blow, Reads reads, Writes writes) throws InterruptedException {
    if (blow.undo().isPresent()) {
      mark("end of the fault", false);
      blow.undo().get().run();
    }
    settle(Row.Service.ALL, reads, writes);
  }

  private Optional<String> attempt(Blow.Deed deed) throws InterruptedException {
    try {
      deed.run();
      return Optional.empty();
    } catch (ScenarioFailed | Unreachable fault) {
      progress.accept(fault.getMessage());
      return Optional.of(fault.getMessage());
    }
  }

  private static void settle(Row.Service wanted, Reads reads, Writes writes)
      throws InterruptedException {
    switch (wanted) {
      case ALL -> {
        writes.awaitSteady(SETTLED);
        reads.awaitSteady(SETTLED);
      }
      case READS -> reads.awaitSteady(SETTLED);
      case NONE -> {}
    }
  }

  private void mark(String what, boolean fault) {
    marks.add(new Mark(Instant.now(), what, fault));
    progress.accept(what);
  }
}
