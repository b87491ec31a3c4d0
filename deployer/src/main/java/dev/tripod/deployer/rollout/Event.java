package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Tally;
import dev.tripod.deployer.nomad.JobKey;
import java.time.Duration;

/// What happens while jobs are submitted.
public sealed interface Event {
  /// A sentence without a figure.
  record Note(JobKey job, String text) implements Event {}

  /// Nomad took a registration.
  ///
  /// @param changes how many fields differed; 0 for a new job
  record Registered(JobKey job, long version, int changes) implements Event {}

  /// A rollout stands differently than before.
  ///
  /// @param elapsed since the job's submission began
  record Going(JobKey job, long version, Tally tally, String text, Duration elapsed)
      implements Event {}

  /// Something went wrong, and why.
  record Failure(Report report) implements Event {}

  /// The job's submission is over.
  ///
  /// @param version the one that is live, -1 when none is
  /// @param elapsed since it began
  record Ended(JobKey job, Outcome outcome, long version, String text, Duration elapsed)
      implements Event {}
}
