package dev.tripod.deployer.scale.decide;

import java.time.Instant;
import java.util.Map;

/// More instances than desired are called for, without a break.
///
/// @param looks how many different numbers in a row have called for them
/// @param numbers the last of them, by query
record Shortage(Instant since, int looks, Map<String, Double> numbers) {
  Shortage {
    numbers = Map.copyOf(numbers);
  }

  /// The same numbers again are no further look: nothing was measured since.
  Shortage seen(Map<String, Double> now) {
    return now.equals(numbers) ? this : new Shortage(since, looks + 1, now);
  }
}
