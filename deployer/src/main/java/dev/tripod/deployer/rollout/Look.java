package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Rollout;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.LiveJob;
import java.util.Map;

/// A rollout as it was seen at one time, with Nomad's index of each part.
public record Look(Rollout rollout, Map<Topic, Long> indexes) {
  /// Whether it was taken by a server that does not know the job as it is: with a registration
  /// comes its evaluation.
  boolean olderThan(LiveJob live) {
    return indexes.get(Topic.EVALUATIONS) < live.modifyIndex();
  }
}
