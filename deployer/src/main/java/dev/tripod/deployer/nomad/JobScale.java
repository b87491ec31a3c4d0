package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// The scale status of a job: one reading tells of all its groups.
///
/// @param at when Nomad was asked
record JobScale(String job, Instant at, boolean stopped, Map<String, GroupScale> groups) {
  JobScale {
    groups = Map.copyOf(groups);
  }

  static JobScale read(String job, JsonNode status, Instant at) {
    return new JobScale(
        job,
        at,
        status.path("JobStopped").asBoolean(),
        status.path("TaskGroups").properties().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    group -> GroupScale.read(group.getKey(), group.getValue(), at))));
  }

  /// @throws NomadRefused when there is no such group, or nothing of the job shall run
  GroupScale group(String name) {
    var group = groups.get(name);
    if (group == null) {
      throw new NomadRefused(404, "job " + job + " has no group " + name);
    }
    if (stopped) {
      throw new NomadRefused(409, "job " + job + " is stopped");
    }
    return group;
  }

  /// Whether a person holds one of its counts.
  boolean held(Instant now) {
    return groups.values().stream()
        .anyMatch(group -> group.hold().filter(hold -> hold.lasts(now)).isPresent());
  }
}
