package dev.tripod.deployer.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The highest recommendation of the recent past, for scale-in.
///
/// Kept as a sliding maximum: a recommendation drops all earlier ones that are not above it, so
/// what is kept falls strictly from old to new, and its size is bound by the distance between a
/// policy's limits, not by the length of the window.
///
/// @param since when the present row of recommendations began; a gap longer than the window (no
///     data, no leader) begins a new one
record Peaks(Optional<Instant> since, List<Peak> falling) {

  static final Peaks NONE = new Peaks(Optional.empty(), List.of());

  record Peak(Instant at, int count) {}

  Peaks {
    falling = List.copyOf(falling);
  }

  /// With one more recommendation, and without what is older than the window.
  Peaks with(Instant now, int count, Duration window) {
    Instant oldest = now.minus(window);
    var kept = new ArrayList<Peak>();
    for (Peak peak : falling) {
      if (peak.count() > count && !peak.at().isBefore(oldest)) {
        kept.add(peak);
      }
    }
    kept.add(new Peak(now, count));
    boolean unbroken = !falling.isEmpty() && !falling.getLast().at().isBefore(oldest);
    return new Peaks(unbroken ? since : Optional.of(now), kept);
  }

  /// Only after [#with]: the highest recommendation that is kept.
  Peak highest() {
    return falling.getFirst();
  }

  /// Whether the row is at least as long as the window. An autoscaler that has just begun to lead,
  /// or to see data again, knows nothing of the past and must not scale in on one sample.
  boolean cover(Duration window, Instant now) {
    return since.isPresent() && !since.get().isAfter(now.minus(window));
  }
}
