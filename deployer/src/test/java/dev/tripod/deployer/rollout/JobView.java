package dev.tripod.deployer.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.Rollout;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Answers;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Evaluation;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that the simulated Nomad knows of one job since a point in time.
///
/// @param index Nomad's, at which it became so
record JobView(
    Duration since,
    long index,
    Optional<LiveJob> live,
    List<Deployment> deployments,
    List<Allocation> allocations,
    List<Evaluation> evaluations,
    List<JobVersion> versions) {
  static final JobView NOTHING =
      new JobView(Duration.ZERO, 0, Optional.empty(), List.of(), List.of(), List.of(), List.of());

  Look look(LiveJob of) {
    var desired = of.counts().values().stream().mapToInt(Integer::intValue).sum();
    return new Look(
        new Rollout(of.version(), of.modifyIndex(), desired, deployments, allocations, evaluations),
        Map.of(Topic.EVALUATIONS, index, Topic.DEPLOYMENTS, index, Topic.ALLOCATIONS, index));
  }

  long modifyIndex() {
    return live.map(LiveJob::modifyIndex).orElse(0L);
  }

  boolean healthy() {
    return allocations.stream().anyMatch(each -> each.running() && each.healthy().orElse(false));
  }

  /// Whether Nomad gave up the rollout of what is live, or it was called off.
  boolean failed() {
    return deployments.stream()
            .filter(deployment -> deployment.specificationIndex() == modifyIndex())
            .anyMatch(each -> each.status().equals("failed") || each.status().equals("cancelled"))
        || allocations.stream()
            .filter(each -> each.jobVersion() == live.orElseThrow().version())
            .anyMatch(each -> each.clientStatus().equals("failed"));
  }

  /// Whether this is live, and all of it came up.
  boolean rolledOut(ObjectNode content) {
    return live.filter(job -> Answers.content(job.specification()).equals(content)).isPresent()
        && (deployments.stream()
                .filter(deployment -> deployment.specificationIndex() == modifyIndex())
                .anyMatch(each -> each.status().equals("successful"))
            || allocations.stream()
                .filter(each -> each.jobVersion() == live.get().version() && each.wanted())
                .anyMatch(each -> each.clientStatus().equals("complete")));
  }

  /// Whether Nomad made that version, as it went back by itself from one of these indexes.
  boolean isWayBack(long version, Set<Long> indexes) {
    var from =
        versions.stream()
            .filter(each -> each.version() == version - 1)
            .anyMatch(each -> indexes.contains(each.modifyIndex()));
    return from
        && versions.stream()
            .filter(each -> each.version() == version)
            .anyMatch(each -> each.original(versions).isPresent());
  }

  boolean deploying() {
    return deployments.stream().anyMatch(each -> each.status().equals("running"));
  }
}
