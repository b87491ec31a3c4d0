package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Judgement;
import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /// Until the virtual IP has moved. Who connects to a machine that has just lost its power asks
  /// again after a second (TCP's first timeout, RFC 6298), and nobody there can change that.
  private static final Duration MOVES = Duration.ofSeconds(2);

  /// Something that was done to the cluster.
  ///
  /// @param fault whether that was a fault, and not the end of one
  record Mark(Instant at, String what, boolean fault) {}

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

  /// The longest time without an answered read for each fault.
  List<Duration> readGaps() {
    return gaps(reads);
  }

  /// The longest time without an acknowledged write for each fault.
  List<Duration> writeGaps() {
    return gaps(writes);
  }

  int failedReads() {
    return failures(reads);
  }

  int failedWrites() {
    return failures(writes) + unsent;
  }

  /// How often each kind of failure came, by what was answered.
  Map<String, Integer> failures() {
    var kinds = new TreeMap<String, Integer>();
    Summary.failures(reads).forEach((kind, count) -> kinds.put("read: " + kind, count));
    Summary.failures(writes).forEach((kind, count) -> kinds.put("write: " + kind, count));
    return kinds;
  }

  /// How long the slowest took of the writes that were answered with 503.
  Duration slowestRefusal() {
    return slowest(writes.stream());
  }

  /// The same of those that were sent while a fault lasted, and the virtual IP had moved, if it
  /// had to.
  Duration slowestRefusalMeanwhile() {
    return slowest(writes.stream().filter(this::isMeanwhile));
  }

  private boolean isMeanwhile(Sample write) {
    return marks.stream()
        .filter(mark -> mark.at().isBefore(write.start()))
        .reduce((_, last) -> last)
        .filter(last -> last.fault() && last.at().plus(MOVES).isBefore(write.start()))
        .isPresent();
  }

  private static Duration slowest(Stream<Sample> writes) {
    return writes
        .filter(write -> write.status() == UNAVAILABLE)
        .map(Sample::latency)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private List<Duration> gaps(List<Sample> samples) {
    var begins = Stream.concat(faults(), Stream.of(Instant.MAX)).toList();
    return IntStream.range(0, begins.size() - 1)
        .mapToObj(fault -> Gap.longestEnded(samples, begins.get(fault), begins.get(fault + 1)))
        .toList();
  }

  private Stream<Instant> faults() {
    return marks.stream().filter(Mark::fault).map(Mark::at);
  }

  private static int failures(List<Sample> samples) {
    return (int) samples.stream().filter(sample -> !sample.succeeded()).count();
  }
}
