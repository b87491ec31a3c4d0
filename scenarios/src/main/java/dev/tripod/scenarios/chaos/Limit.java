package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.load.Load;
import java.time.Duration;

/// What clients may see of a fault at most, or of a run of several. Lost writes are never among it.
///
/// @param writeGap the longest time without an acknowledged write
/// @param readGap the longest time without an answered read
/// @param failedReads how many reads of a run
/// @param failedWrites how many writes of a run, refused or unknown
/// @param refusal how long a write may take that is answered with 503, while the fault lasts and
///     once the virtual IP has moved
record Limit(
    Duration writeGap, Duration readGap, int failedReads, int failedWrites, Duration refusal) {
  /// Writes may fail while there are none; as many reads may fail as are sent in their gap.
  static Limit gaps(double writeSeconds, double readSeconds) {
    return new Limit(
        seconds(writeSeconds),
        seconds(readSeconds),
        (int) (readSeconds * Trial.READS_PER_SECOND),
        Integer.MAX_VALUE,
        Load.TIMEOUT);
  }

  /// The same for as many faults in a run.
  Limit times(int faults) {
    return new Limit(writeGap, readGap, failedReads * faults, failedWrites, refusal);
  }

  /// The same, and who cannot be served is told so in time.
  Limit refusedWithin(double seconds) {
    return new Limit(writeGap, readGap, failedReads, failedWrites, seconds(seconds));
  }

  /// Nothing fails, and nobody waits longer than a busy machine may let him wait.
  static Limit unnoticed() {
    return new Limit(seconds(1), seconds(1), 0, 0, Load.TIMEOUT);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
