package dev.tripod.scenarios.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A time that a client went without a successful answer: between two of them in the order in
/// which they arrived, and also before the first and after the last.
public record Gap(Instant begin, Instant end) {
  /// The longest of all; zero where nothing was sent.
  public static Duration longest(List<Sample> samples) {
    return longest(of(samples).stream());
  }

  /// The longest of those that ended in a time, which may have begun before it.
  ///
  /// @param to the first moment after that time
  public static Duration longestEnded(List<Sample> samples, Instant from, Instant to) {
    return longest(
        of(samples).stream().filter(gap -> !gap.end.isBefore(from) && gap.end.isBefore(to)));
  }

  private static Duration longest(Stream<Gap> gaps) {
    return gaps.map(gap -> Duration.between(gap.begin, gap.end))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static List<Gap> of(List<Sample> samples) {
    if (samples.isEmpty()) {
      return List.of();
    }
    var gaps = new ArrayList<Gap>();
    var last = samples.stream().map(Sample::start).min(Comparator.naturalOrder()).orElseThrow();
    for (var success : successesInOrder(samples)) {
      gaps.add(new Gap(last, success));
      last = success;
    }
    var end = samples.stream().map(Sample::end).max(Comparator.naturalOrder()).orElseThrow();
    gaps.add(new Gap(last, end));
    return gaps;
  }

  private static List<Instant> successesInOrder(List<Sample> samples) {
    return samples.stream().filter(Sample::succeeded).map(Sample::end).sorted().toList();
  }
}
