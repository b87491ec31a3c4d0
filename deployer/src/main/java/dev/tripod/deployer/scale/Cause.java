package dev.tripod.deployer.scale;

import java.util.Locale;

/// Why the count stays as it is. A closed set, so that metrics can count by it and the log can tell
/// a new situation from the same one with other numbers.
public enum Cause {
  /// The count is what the metrics ask for.
  ON_TARGET,
  /// The metrics ask for more or less than the policy allows.
  AT_LIMIT,
  /// A person said that the count shall stay for a while.
  HELD,
  /// A sample is missing, stale or not a number.
  NO_DATA,
  /// No instance runs, so the metric says nothing about the load.
  NOT_RUNNING,
  /// The last change is too recent.
  COOLDOWN,
  /// An increase waits until it has been called for long enough.
  DELAY,
  /// Scale-in waits for the stabilization window.
  STABILIZING,
  /// Nomad is still deploying the job.
  DEPLOYMENT,
  /// Someone else changed the job between the look and the write.
  CONFLICT,
  /// Nomad did not answer, or refused.
  NOMAD,
  /// This instance stopped leading before the write.
  LEADERSHIP;

  /// `no_data`, as a metric's label.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
