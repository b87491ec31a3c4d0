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

  private static final String FAILED = "failed";
  private static final String GOING_BACK = "rolling back to job version ";

  /// One that Nomad has rolled back and forgotten, as the job's versions still tell of it.
  public static Deployment takenBack(JobVersion failed, JobVersion to) {
    return new Deployment(
        "",
        failed.version(),
        failed.modifyIndex(),
        FAILED,
        "Failed - " + GOING_BACK + to.version(),
        Map.of());
  }

  /// Whether it failed, and Nomad goes back to the last version that was well.
  public boolean rollsBack() {
    return status.equals(FAILED) && description.contains(GOING_BACK);
  }

  /// The allocations of one group.
  ///
  /// @param canaries how many come first; the others follow when the group is promoted
  public record Group(int desired, int healthy, int unhealthy, int canaries, boolean promoted) {
    /// Whether there is no canary that the others still wait for.
    public boolean canariesWell() {
      return promoted || healthy >= canaries;
    }
  }
}
