package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.chaos.Run.Mark;
import dev.tripod.scenarios.load.Judgement;
import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs that nobody made: ten seconds of reads and writes, ten of each a second.
final class Runs {
  static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
  static final Judgement GOOD = new Judgement(100, 0, 0, 0, 0, Set.of());

  private static final int SAMPLES = 100;

  private Runs() {}

  static Run good() {
    return with(Duration.ZERO, Duration.ZERO, GOOD);
  }

  /// With 503 for writes and no answer for reads in the middle.
  ///
  /// @param writesAway from the fifth second on
  /// @param readsAway likewise
  static Run with(Duration writesAway, Duration readsAway, Judgement judgement) {
    return new Run(
        42,
        List.of(
            new Mark(BEGUN.plusSeconds(5), "node2 <off> & \"away\"", true),
            new Mark(BEGUN.plusSeconds(8), "end of the fault", false)),
        samples(readsAway, 0),
        samples(writesAway, 503),
        0,
        judgement,
        Optional.empty());
  }

  private static List<Sample> samples(Duration away, int failure) {
    var from = BEGUN.plusSeconds(5);
    var samples = new ArrayList<Sample>();
    for (int n = 0; n < SAMPLES; n++) {
      var start = BEGUN.plusMillis(100L * n);
      boolean failed = !start.isBefore(from) && start.isBefore(from.plus(away));
      samples.add(
          new Sample(start, Duration.ofMillis(failed ? 700 : 10), failed ? failure : 200, ""));
    }
    return samples;
  }
}
