package dev.tripod.deployer.scale;

import java.time.Instant;
import java.util.List;

/// What one query gave: a number, or the reason why there is none. Missing is a value like any
/// other here, because a decision on missing data is a decision too (to hold) and has to be
/// explained.
public sealed interface Sample {

  /// A number.
  ///
  /// @param at when the metrics source says that the number was true
  /// @param window all numbers of the query's window where that was asked for, oldest first; else
  ///     the one number
  record Value(double value, Instant at, List<Double> window) implements Sample {
    public Value {
      window = List.copyOf(window);
    }

    public Value(double value, Instant at) {
      this(value, at, List.of(value));
    }
  }

  /// No number.
  ///
  /// @param reason a clause that can follow "there is no number because"
  record Missing(Lack lack, String reason) implements Sample {}

  /// In which way a number can be missing. A policy may say for each what takes its place.
  enum Lack {
    /// The newest number is too old to be believed, or from the future.
    STALE,
    /// The query gives no series, or something else than one number.
    EMPTY,
    /// The number is NaN or infinite.
    NAN,
    /// The source does not answer, or answers with an error.
    UNREACHABLE
  }
}
