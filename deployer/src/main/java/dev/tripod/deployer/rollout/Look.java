package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Rollout;
import dev.tripod.deployer.deploy.Verdict.Topic;
import java.util.Map;

/// A rollout as it was seen at one time, with Nomad's index of each part.
public record Look(Rollout rollout, Map<Topic, Long> indexes) {}
