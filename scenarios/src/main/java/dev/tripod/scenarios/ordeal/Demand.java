package dev.tripod.scenarios.ordeal;

import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.util.List;

/// A load by its stages, and how many instances it needs.
///
/// @param target requests per second that one instance is meant to serve
record Demand(List<Stage> stages, double target) {
  /// The count that serves the load of that time; 0 when it is over.
  int neededAt(Duration time) {
    return (int) Math.ceil(rateAt(time) / target);
  }

  int rateAt(Duration time) {
    return Stage.rateAt(stages, time);
  }
}
