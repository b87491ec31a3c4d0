package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes the few keys of a job's JSON that the deployer has a say in; all others pass
/// through untouched.
public final class JobJson {
  /// In a job's meta: how often the same job was registered again because its rollout had failed.
  /// Nomad rolls out only what differs.
  static final String ATTEMPT = "tripod_attempt";

  private static final List<String> CHANGING =
      List.of(
          "Version",
          "CreateIndex",
          "ModifyIndex",
          "JobModifyIndex",
          "SubmitTime",
          "Status",
          "StatusDescription",
          "Stable",
          "VersionTag");

  private JobJson() {}

  static LiveJob live(JsonNode job) {
    return new LiveJob(
        key(job),
        job.path("Version").asLong(),
        job.path("JobModifyIndex").asLong(),
        job.path("Stop").asBoolean(),
        counts(job),
        job.path("Meta").path(ATTEMPT).asInt(),
        (ObjectNode) job);
  }

  public static JobKey key(JsonNode job) {
    var namespace = job.path("Namespace");
    return new JobKey(
        namespace.isTextual() ? namespace.textValue() : JobKey.DEFAULT_NAMESPACE,
        job.path("ID").asText());
  }

  private static Map<String, Integer> counts(JsonNode job) {
    var counts = new LinkedHashMap<String, Integer>();
    job.path("TaskGroups")
        .forEach(group -> counts.put(group.path("Name").asText(), group.path("Count").asInt()));
    return counts;
  }

  /// The job with other counts (groups that are not named keep theirs) and the number of its
  /// attempt.
  public static ObjectNode with(ObjectNode job, Map<String, Integer> counts, int attempt) {
    var copy = job.deepCopy();
    for (var group : copy.path("TaskGroups")) {
      var count = counts.get(group.path("Name").asText());
      if (count != null) {
        ((ObjectNode) group).put("Count", count);
      }
    }
    if (attempt > 0) {
      var meta = copy.get("Meta") instanceof ObjectNode present ? present : copy.putObject("Meta");
      meta.put(ATTEMPT, Integer.toString(attempt));
    }
    return copy;
  }

  /// The job without what each registration changes by itself.
  static ObjectNode specification(JsonNode job) {
    return ((ObjectNode) job.deepCopy()).remove(CHANGING);
  }

  static ObjectNode withoutCounts(ObjectNode job) {
    var copy = specification(job);
    for (var group : copy.path("TaskGroups")) {
      ((ObjectNode) group).remove("Count");
      if (group.path("Scaling") instanceof ObjectNode scaling) {
        scaling.remove(CHANGING);
      }
    }
    return copy;
  }
}
