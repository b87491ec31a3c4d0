package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A job as Nomad runs it.
///
/// @param version grows by one with each registration that changes the job
/// @param modifyIndex of the job's specification: what a registration names to be refused when
///     somebody else was faster
/// @param counts the live count of each group
/// @param attempt how often the same specification was registered again after it had failed
public record LiveJob(
    JobKey key,
    long version,
    long modifyIndex,
    boolean stopped,
    Map<String, Integer> counts,
    int attempt,
    ObjectNode specification) {

  /// The same with another version of it.
  public LiveJob as(long otherVersion, long index) {
    return new LiveJob(key, otherVersion, index, stopped, counts, attempt, specification);
  }

  /// The specification without counts and without what each registration changes by itself.
  public ObjectNode withoutCounts() {
    return JobJson.withoutCounts(specification);
  }
}
