package dev.tripod.deployer.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Preview;
import java.time.Duration;
import java.util.Optional;

/// What is to be done next with one job, as a value.
public sealed interface Next {
  /// Wait until the service has a healthy instance.
  ///
  /// @param within how long at most
  record AwaitService(String service, Duration within) implements Next {}

  /// Wait for a change of the rollout of what is live, by this job's submission or by others.
  ///
  /// @param text for a person: `1/2 healthy`
  /// @param within how long at most
  record AwaitChange(LiveJob live, Topic topic, Tally tally, String text, Duration within)
      implements Next {}

  /// Register the job, if the index of what is live is still this one (0: if nothing is).
  ///
  /// @param failure of the rollout that is tried again, empty when it is none
  record Register(ObjectNode job, long index, Preview preview, Optional<String> failure)
      implements Next {}

  /// Look again soon: what was seen is older than what is known.
  record LookAgain() implements Next {}

  /// Ask a person whether the healthy canaries shall be followed by the others.
  record AskToPromote(String deployment, Tally tally) implements Next {}

  /// Let the other allocations follow the healthy canaries.
  record Promote(String deployment) implements Next {}

  /// Nothing more.
  ///
  /// @param text for a person: the summary, or why it failed
  /// @param rollout the last look, for a report
  record End(Outcome outcome, String text, Optional<Rollout> rollout) implements Next {}
}
