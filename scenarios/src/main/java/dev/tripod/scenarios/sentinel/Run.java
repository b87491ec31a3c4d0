package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.load.Gap;
import dev.tripod.scenarios.load.Judgement;
import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the client saw of a fault once.
///
/// @param complaint what was waited for in vain while the fault lasted
record Run(
    Fault fault, long seed, List<Sample> writes, Judgement judgement, Optional<String> complaint) {
  Run {
    writes = List.copyOf(writes);
  }

  int lost() {
    return judgement.lost().size();
  }

  Duration writeGap() {
    return Gap.longest(writes);
  }
}
