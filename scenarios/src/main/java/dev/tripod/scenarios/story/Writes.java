package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Entry;
import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Judgement;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Overwrites;
import dev.tripod.scenarios.load.ReadBack;
import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Stage;
import dev.tripod.scenarios.load.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A steady open-model load of writes while something happens, each of a key of its own, and
/// beside it one writer that overwrites a few keys; with a book of what became of all of them.
public final class Writes implements AutoCloseable {
  /// What each fault of the failure matrix comes under, and what it is measured against.
  public static final Stage OF_MATRIX = new Stage(20, Stage.MAX_DURATION);

  private static final Duration READ_BACK = Duration.ofSeconds(15);

  private final Store store;
  private final Ledger ledger;
  private final Overwrites overwrites;
  private final Steady steady;

  private Writes(Store store, String prefix, Stage stage) {
    this.store = store;
    this.ledger = Ledger.start(store, prefix, stage);
    this.overwrites = Overwrites.start(store, prefix);
    this.steady = new Steady(stage.requestsPerSecond(), ledger::endedBetween);
  }

  /// Starts both; they end by themselves.
  ///
  /// @param name begins the keys that are written
  public static Writes start(World world, String name, Stage stage) {
    return start(world.items(), name, stage);
  }

  /// The same to a store that may be another one than the API.
  public static Writes start(Store store, String name, Stage stage) {
    return new Writes(store, name + "-" + Instant.now().toEpochMilli(), stage);
  }

  /// Waits until writes are acknowledged as they come.
  void awaitSteady() throws InterruptedException {
    steady.await("writes are acknowledged");
  }

  /// The same with a limit of its own.
  public void awaitSteady(Duration limit) throws InterruptedException {
    steady.await("writes are acknowledged", limit);
  }

  /// Ends the load, and returns what it saw; without those that overwrite, whose number
  /// depends on the answers.
  public List<Sample> finish() throws InterruptedException {
    overwrites.finish();
    return ledger.finish();
  }

  /// Writes that were not even tried, because too many were without an answer.
  public int unsent() {
    return ledger.unsent();
  }

  /// Reads back what was written, after the end of the load.
  ///
  /// @param limit for replicas to have it
  public Judgement judge(Duration limit) throws InterruptedException {
    return new ReadBack(store).judge(entries(), limit);
  }

  /// Removes what was written, after the end of the load.
  public void forget() throws InterruptedException {
    new ReadBack(store).forget(entries());
  }

  /// Ends the load, reads back what was acknowledged, adds to a figure what became of it, and
  /// removes it.
  Figure addTo(Figure figure) throws InterruptedException {
    var written = finish();
    var found = judge(READ_BACK);
    forget();
    return figure
        .with("writes", written.size())
        .with("acknowledged", found.acknowledged())
        .with("refused", found.refused())
        .with("unknown", found.unknown())
        .with("unsent", ledger.unsent())
        .with("lost", found.lost().size())
        .millis("writeGap", Gap.longest(written));
  }

  @Override
  public void close() {
    overwrites.close();
    ledger.close();
  }

  private List<Entry> entries() throws InterruptedException {
    var entries = new ArrayList<>(ledger.entries());
    entries.addAll(overwrites.finish());
    return entries;
  }
}
