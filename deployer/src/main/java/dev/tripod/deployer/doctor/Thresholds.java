package dev.tripod.deployer.doctor;

import java.time.Duration;

/// From which number on something is not fine any more.
final class Thresholds {
  private static final Duration CLOCK_WARNS = Duration.ofSeconds(2);
  private static final Duration CLOCK_FAILS = Duration.ofSeconds(30);
  private static final double FULL_WARNS = 80;
  private static final double FULL_FAILS = 95;
  private static final Duration EXPIRY_WARNS = Duration.ofDays(14);

  private Thresholds() {}

  /// How far clocks may be apart.
  ///
  /// @param offset between two clocks, in either direction
  static Level clock(Duration offset) {
    var distance = offset.abs();
    if (distance.compareTo(CLOCK_FAILS) > 0) {
      return Level.FAIL;
    }
    return distance.compareTo(CLOCK_WARNS) > 0 ? Level.WARN : Level.OK;
  }

  /// How full a resource may be.
  ///
  /// @param percent of a resource that is in use
  static Level full(double percent) {
    if (percent > FULL_FAILS) {
      return Level.FAIL;
    }
    return percent > FULL_WARNS ? Level.WARN : Level.OK;
  }

  /// How soon a certificate may expire.
  ///
  /// @param left until a certificate expires; negative when it has
  static Level expiry(Duration left) {
    if (!left.isPositive()) {
      return Level.FAIL;
    }
    return left.compareTo(EXPIRY_WARNS) < 0 ? Level.WARN : Level.OK;
  }
}
