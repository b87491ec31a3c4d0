package dev.tripod.deployer.scale;

import java.time.Instant;

/// What one query gave: a number, or the reason why there is none. Missing is a value like any
/// other here, because a decision on missing data is a decision too (to hold) and has to be
/// explained.
public sealed interface Sample {

  /// A number.
  ///
  /// @param at when the metrics source says that the number was true
  record Value(double value, Instant at) implements Sample {}

  /// No number.
  ///
  /// @param reason a clause that can follow "there is no number because"
  record Missing(String reason) implements Sample {}
}
