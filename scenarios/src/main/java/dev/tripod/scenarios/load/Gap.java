package dev.tripod.scenarios.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The longest time that a client went without a successful answer: between two of them in the
/// order in which they arrived, and also before the first and after the last.
public final class Gap {
  private Gap() {}

  public static Duration longest(List<Sample> samples) {
    if (samples.isEmpty()) {
      return Duration.ZERO;
    }
    var last = samples.stream().map(Sample::start).min(Comparator.naturalOrder()).orElseThrow();
    var longest = Duration.ZERO;
    for (var success : successesInOrder(samples)) {
      longest = max(longest, Duration.between(last, success));
      last = success;
    }
    var end = samples.stream().map(Sample::end).max(Comparator.naturalOrder()).orElseThrow();
    return max(longest, Duration.between(last, end));
  }

  private static List<Instant> successesInOrder(List<Sample> samples) {
    return samples.stream().filter(Sample::succeeded).map(Sample::end).sorted().toList();
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
