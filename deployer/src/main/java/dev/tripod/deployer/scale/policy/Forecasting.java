package dev.tripod.deployer.scale.policy;

import java.time.Duration;
import java.util.Optional;

/// Whether and how a check looks ahead (ours).
///
/// @param method what is made of the past
/// @param horizon how far ahead; empty for as long as an instance takes to start
/// @param season after which the load repeats, for [Method#SEASONAL]
/// @param maxError the mean relative error of the recent forecasts up to which they are believed
public record Forecasting(
    Method method, Optional<Duration> horizon, Duration season, double maxError) {
  public static final Duration DEFAULT_SEASON = Duration.ofDays(1);
  public static final double DEFAULT_MAX_ERROR = 0.2;

  /// The model of the load.
  public enum Method {
    /// A straight line through the recent past.
    TREND,
    /// Holt and Winters: a level, a trend, and what each part of the season adds.
    SEASONAL
  }
}
