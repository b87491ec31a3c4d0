package dev.tripod.deployer.scale.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The highest, or the lowest, recommendation of the recent past.
///
/// Kept as a sliding extreme: a recommendation drops all earlier ones that it equals or outdoes, so
/// what is kept moves strictly one way from old to new, and its size is bound by the distance
/// between a policy's limits, not by the length of the window.
///
/// @param since when the present row of recommendations began; a gap longer than the window (no
///     data, no leader) begins a new one
record Extremes(Sense sense, Optional<Instant> since, List<At> kept) {

  /// Which extreme is looked for.
  enum Sense {
    HIGHEST,
    LOWEST;

    boolean outdoes(int one, int other) {
      return this == HIGHEST ? one > other : one < other;
    }
  }

  record At(Instant at, int count) {}

  Extremes {
    kept = List.copyOf(kept);
  }

  static Extremes none(Sense sense) {
    return new Extremes(sense, Optional.empty(), List.of());
  }

  /// With one more recommendation, and without what is older than the window.
  Extremes with(Instant now, int count, Duration window) {
    Instant oldest = now.minus(window);
    var next = new ArrayList<At>();
    for (At each : kept) {
      if (sense.outdoes(each.count(), count) && !each.at().isBefore(oldest)) {
        next.add(each);
      }
    }
    next.add(new At(now, count));
    boolean unbroken = !kept.isEmpty() && !kept.getLast().at().isBefore(oldest);
    return new Extremes(sense, unbroken ? since : Optional.of(now), next);
  }

  /// Only after [#with]: the extreme of what is kept.
  At extreme() {
    return kept.getFirst();
  }

  /// Whether the row is at least as long as the window. An autoscaler that has just begun to lead,
  /// or to see data again, knows nothing of the past and must not scale in on one sample.
  boolean cover(Duration window, Instant now) {
    return since.isPresent() && !since.get().isAfter(now.minus(window));
  }
}
