package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;
import java.util.Map;

/// How a metric becomes a count.
public sealed interface Strategy
    permits Forecastable, Threshold, PassThrough, FixedValue, QueueDrain {

  /// The count that is asked for, before any limit; the desired one where nothing is. Never
  /// negative; saturates at `Integer.MAX_VALUE`.
  int recommend(Reading reading, Count count);

  /// Why, for people: `310.0 requests/s per instance, target 150.0`.
  ///
  /// @param unit what the metric counts
  String reason(Reading reading, Count count, String unit);

  /// `count` brought into the reach of one action from `desired`.
  default int limitStep(int desired, int count) {
    return count;
  }

  /// PromQL of the further numbers that are needed, by the word that [Reading#inputs] has for them.
  default Map<String, String> queries() {
    return Map.of();
  }

  /// Whether the check's query is asked at all.
  default boolean needsMetric() {
    return true;
  }

  /// Whether all numbers of the query's window count, not the newest alone.
  default boolean needsWindow() {
    return false;
  }

  /// Whether the metric is of one instance, so that it says nothing while none runs.
  default boolean needsInstances() {
    return false;
  }

  /// The count that is needed for a number of instances' worth of something.
  static int whole(double instances) {
    return (int) Math.max(0, Math.ceil(instances));
  }
}
