package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import java.util.List;
import java.util.Optional;

/// What a job's versions tell of a rollout whose deployment Nomad has forgotten.
///
/// Nomad 1.11 notes no time when it fails a deployment, so the next collection of old ones, which
/// comes every five minutes, takes that one along as soon as its allocations have ended. The
/// versions stay, among them the one that Nomad went back to.
///
/// @param newestFirst all that Nomad remembers
public record Versions(List<JobVersion> newestFirst) {
  /// Whether they were told by a server that does not know the job as it is.
  public boolean olderThan(LiveJob live) {
    return newestFirst.stream().noneMatch(each -> each.modifyIndex() >= live.modifyIndex());
  }

  /// The deployment of the specification of that index, if Nomad went back from it by itself.
  Optional<Deployment> takenBack(long index) {
    return newestFirst.stream()
        .filter(each -> each.modifyIndex() == index)
        .findFirst()
        .flatMap(this::takenBack);
  }

  private Optional<Deployment> takenBack(JobVersion failed) {
    return newestFirst.stream()
        .filter(each -> each.version() == failed.version() + 1)
        .findFirst()
        .flatMap(next -> next.original(newestFirst))
        .filter(original -> original.version() < failed.version())
        .map(original -> Deployment.takenBack(failed, original));
  }
}
