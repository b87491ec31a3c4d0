package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Load;
import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Stage;
import dev.tripod.scenarios.load.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A steady open-model load of reads through the virtual IP while something happens.
public final class Reads implements AutoCloseable {
  private static final int KEYS = 200;

  private final Load load;
  private final Steady steady;

  private Reads(Load load, int requestsPerSecond) {
    this.load = load;
    this.steady = new Steady(requestsPerSecond, load::endedBetween);
  }

  /// Returns when the load is under way and answered.
  public static Reads start(World world, int requestsPerSecond) throws InterruptedException {
    var urls = world.items().seed("read", KEYS);
    var stages = List.of(new Stage(requestsPerSecond, Stage.MAX_DURATION));
    var reads = new Reads(Load.start(world.generator(), urls, stages), requestsPerSecond);
    reads.awaitSteady();
    return reads;
  }

  /// Waits until reads are answered as they come, each with success.
  void awaitSteady() throws InterruptedException {
    steady.await("reads are all answered");
  }

  /// The same with a limit of its own.
  public void awaitSteady(Duration limit) throws InterruptedException {
    steady.await("reads are all answered", limit);
  }

  /// Goes on for a while.
  void keepOn(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  /// What was seen of the requests that ended in [from, to).
  Summary between(Instant from, Instant to) {
    return Summary.of(load.endedBetween(from, to));
  }

  /// Ends the load, and returns what it saw.
  public List<Sample> finish() throws InterruptedException {
    return load.finish();
  }

  /// Ends the load and adds to a figure what it saw.
  Figure addTo(Figure figure) throws InterruptedException {
    var samples = finish();
    var seen = Summary.of(samples);
    return figure
        .with("reads", seen.requests())
        .with("readErrors", seen.errors())
        .with("readFailures", Summary.failures(samples))
        .millis("readGap", seen.longestGap())
        .millis("readP50", seen.p50())
        .millis("readP99", seen.p99())
        .millis("readSlowest", seen.slowest());
  }

  @Override
  public void close() {
    load.close();
  }
}
