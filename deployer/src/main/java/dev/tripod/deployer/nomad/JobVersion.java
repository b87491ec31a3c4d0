package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One version of a job that Nomad remembers; it remembers few, and each change of a count
/// makes one.
///
/// @param at when it was submitted; Nomad keeps the old time when it reverts by itself
/// @param modifyIndex of the specification
/// @param specification as it can be registered again
/// @param changes from the version before, field by field; none where that is not remembered
public record JobVersion(
    long version,
    Instant at,
    boolean stable,
    boolean stopped,
    long modifyIndex,
    ObjectNode specification,
    List<Change> changes) {

  /// All of an answer, newest first.
  static List<JobVersion> all(JsonNode answer) {
    var jobs = answer.path("Versions");
    var versions = new ArrayList<JobVersion>();
    for (var i = 0; i < jobs.size(); i++) {
      var diff = answer.path("Diffs").path(i);
      var changes = JobDiff.changes(diff, jobs.path(i + 1), jobs.path(i));
      versions.add(of(jobs.get(i), diff.isMissingNode() ? List.of() : changes));
    }
    return versions;
  }

  /// The newest of an answer in which all are compared with this one.
  JobVersion newest(JsonNode answer) {
    var job = answer.path("Versions").path(0);
    return of(job, JobDiff.changes(answer.path("Diffs").path(0), specification, job));
  }

  /// The older version that this one is again, if Nomad went back by itself: then the time is that
  /// one's, too.
  public Optional<JobVersion> original(List<JobVersion> versions) {
    return versions.stream()
        .filter(other -> other.version() < version && other.at().equals(at))
        .findFirst();
  }

  /// Compared with none.
  JobVersion alone() {
    return new JobVersion(version, at, stable, stopped, modifyIndex, specification, List.of());
  }

  private static JobVersion of(JsonNode job, List<Change> changes) {
    return new JobVersion(
        job.path("Version").asLong(),
        Instant.EPOCH.plusNanos(job.path("SubmitTime").asLong()),
        job.path("Stable").asBoolean(),
        job.path("Stop").asBoolean(),
        job.path("JobModifyIndex").asLong(),
        JobJson.specification(job),
        changes);
  }
}
