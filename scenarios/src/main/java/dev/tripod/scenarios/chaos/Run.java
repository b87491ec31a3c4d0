package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Judgement;
import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clients saw of a fault once.
///
/// @param marks what was done, and when
/// @param complaint what was waited for in vain
record Run(
    long seed,
    List<Mark> marks,
    List<Sample> reads,
    List<Sample> writes,
    int unsent,
    Judgement judgement,
    Optional<String> complaint) {
  private static final int UNAVAILABLE = 503;

  /// Something that was done to the cluster.
  record Mark(Instant at, String what) {}

  Run {
    marks = List.copyOf(marks);
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  /// One that did not come to its load.
  static Run none(long seed, String complaint) {
    return new Run(
        seed,
        List.of(),
        List.of(),
        List.of(),
        0,
        Judgement.of(List.of(), Map.of()),
        Optional.of(complaint));
  }

  boolean made() {
    return !reads.isEmpty();
  }

  Duration readGap() {
    return Gap.longest(reads);
  }

  Duration writeGap() {
    return Gap.longest(writes);
  }

  int failedReads() {
    return failures(reads);
  }

  int failedWrites() {
    return failures(writes) + unsent;
  }

  /// How long the slowest took of the writes that were answered with 503.
  Duration slowestRefusal() {
    return writes.stream()
        .filter(write -> write.status() == UNAVAILABLE)
        .map(Sample::latency)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static int failures(List<Sample> samples) {
    return (int) samples.stream().filter(sample -> !sample.succeeded()).count();
  }
}
