package dev.tripod.deployer.scale;

import java.time.Duration;

/// One question to the metrics source, in an evaluation.
///
/// @param key names its answer among the [Samples] of the evaluation
/// @param promql PromQL that gives exactly one series
/// @param window the oldest sample that is still believed; where the whole window is wanted, also
///     how far back the answer reaches
/// @param offset how long ago the window ends
/// @param shape whether the newest point is wanted or all of the window, one each second
public record Query(String key, String promql, Duration window, Duration offset, Shape shape) {

  /// How much of the window is asked for.
  public enum Shape {
    LATEST,
    WINDOW
  }

  private static final Duration WEEK = Duration.ofDays(7);

  /// The same for all who ask for the same, whatever they call it.
  public Query question() {
    Duration asked = shape == Shape.WINDOW ? window : Duration.ZERO;
    return new Query("", promql, asked, offset, shape);
  }

  /// The same question, a week earlier.
  public Query lastWeek() {
    return new Query(key + "@last_week", promql, window, offset.plus(WEEK), shape);
  }
}
