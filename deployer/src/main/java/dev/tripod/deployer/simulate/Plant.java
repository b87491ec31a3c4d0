package dev.tripod.deployer.simulate;

import java.time.Duration;

/// What a simulated cluster is like.
///
/// @param startTime from asking for an instance to its serving
/// @param scrapeInterval how often the metric is measured; what is seen is the mean since the last
///     time
/// @param minHealthyTime how long after the last start a deployment still refuses changes of the
///     count
public record Plant(Duration startTime, Duration scrapeInterval, Duration minHealthyTime) {
  public static final Plant DEFAULT =
      new Plant(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2));
}
