package dev.tripod.deployer.scale.decide;

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
  /// It is not the time of the policy's schedule.
  SCHEDULE,
  /// A sample is missing, stale or not a number.
  NO_DATA,
  /// No instance runs, so the metric says nothing about the load.
  NOT_RUNNING,
  /// Not enough instances are ready for some to be given up.
  NOT_READY,
  /// The last change is too recent.
  COOLDOWN,
  /// An increase waits until it has been called for for long enough.
  DELAY,
  /// A change waits for its stabilization window.
  STABILIZING,
  /// A change waits, since the period has seen as much of it as it may.
  STEP_LIMIT,
  /// A burst is not over for long enough.
  PANIC,
  /// The cluster has no room for more.
  NO_ROOM,
  /// Nomad is still deploying the job.
  DEPLOYMENT,
  /// The policy only wants to be told.
  DRY_RUN,
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
