package dev.tripod.deployer.nomad;

import java.util.Map;

/// One rollout of one version of a job.
///
/// @param specificationIndex the modify index of the job's specification that is rolled out
public record Deployment(
    String id,
    long jobVersion,
    long specificationIndex,
    String status,
    String description,
    Map<String, Group> groups) {

  public record Group(int desired, int healthy, int unhealthy) {}
}
