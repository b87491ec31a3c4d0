package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What only Nomad's own client makes elsewhere, for tests that stand in for Nomad.
public final class Answers {
  private Answers() {}

  public static NomadRefused refused(int status, String message) {
    return new NomadRefused(status, message);
  }

  /// In the words of a real Nomad 1.11.
  public static NomadRefused conflict(long enforced, long actual) {
    var what =
        actual == 0
            ? "job does not exist"
            : "job exists with conflicting job modify index: " + actual;
    return new NomadRefused(500, "Enforcing job modify index %d: %s".formatted(enforced, what));
  }

  public static NomadUnavailable unavailable(String message) {
    return new NomadUnavailable(message);
  }

  /// What is wanted of a job: neither counts nor the number of the attempt are.
  public static ObjectNode content(ObjectNode job) {
    var content = JobJson.withoutCounts(job);
    if (content.get("Meta") instanceof ObjectNode meta) {
      meta.remove(JobJson.ATTEMPT);
    }
    return content;
  }

  public static LiveJob live(ObjectNode job, long version, long modifyIndex) {
    var copy = job.deepCopy();
    copy.put("Version", version);
    copy.put("JobModifyIndex", modifyIndex);
    return JobJson.live(copy);
  }
}
