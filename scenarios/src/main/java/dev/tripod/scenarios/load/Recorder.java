package dev.tripod.scenarios.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The samples so far, added by many threads.
final class Recorder {
  private final List<Sample> samples = new ArrayList<>();

  synchronized void add(Sample sample) {
    samples.add(sample);
  }

  synchronized List<Sample> all() {
    return List.copyOf(samples);
  }

  /// Those that ended in [from, to), the newest last. They end nearly in order, so looking back
  /// ends at the first that is older than `from` by more than a request may take.
  synchronized List<Sample> endedBetween(Instant from, Instant to) {
    var found = new ArrayList<Sample>();
    for (var sample : samples.reversed()) {
      var end = sample.end();
      if (end.isBefore(from.minus(Load.TIMEOUT))) {
        break;
      }
      if (!end.isBefore(from) && end.isBefore(to)) {
        found.add(sample);
      }
    }
    return found.reversed();
  }
}
