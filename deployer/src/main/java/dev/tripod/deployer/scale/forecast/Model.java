package dev.tripod.deployer.scale.forecast;

import java.time.Instant;
import java.util.OptionalDouble;

/// What is made of the loads that were seen, to tell a later one. Immutable, and bounded in size.
public sealed interface Model permits Trend, Seasonal {

  /// With one more load. Times must not go back; what does is left out.
  Model with(Instant at, double load);

  /// The load of a later time; empty while too little was seen.
  OptionalDouble at(Instant later);
}
