package dev.tripod.deployer.nomad;

import java.util.Map;

/// The scheduler's work on a job.
///
/// @param unplaced by group: why not every allocation could be placed
public record Evaluation(
    String id,
    String status,
    String triggeredBy,
    long createIndex,
    Map<String, Placement> unplaced) {

  /// Why nodes were not taken: by constraint and by exhausted resource, with how many nodes.
  ///
  /// @param missing how many allocations of the group could not be placed
  public record Placement(
      int missing,
      int nodesEvaluated,
      Map<String, Integer> filtered,
      Map<String, Integer> exhausted) {}

  /// Whether the scheduler has still to work on it by itself; a blocked one waits for resources.
  public boolean pending() {
    return status.equals("pending");
  }
}
