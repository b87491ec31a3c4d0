package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Whether a job differs from what is live, by Nomad's own comparison and one of ours.
///
/// Nomad's plan calls a scaling block edited, without a field that is, both when nothing changed
/// (after the first registration, it compares indexes of its own) and when the policy within did
/// (it compares no maps). So only fields count there, and policies are compared here.
final class JobDiff {
  private static final List<String> CHILDREN = List.of("Objects", "TaskGroups", "Tasks");

  private JobDiff() {}

  static boolean differs(JsonNode diff, JsonNode wanted, JsonNode live) {
    return changed(diff) || !policies(wanted, live);
  }

  private static boolean changed(JsonNode diff) {
    var type = diff.path("Type").asText();
    return type.equals("Added")
        || type.equals("Deleted")
        || stream(diff.path("Fields"))
            .anyMatch(field -> !field.path("Type").asText().equals("None"))
        || CHILDREN.stream().flatMap(key -> stream(diff.path(key))).anyMatch(JobDiff::changed);
  }

  private static boolean policies(JsonNode wanted, JsonNode live) {
    return stream(wanted.path("TaskGroups"))
        .allMatch(group -> same(policy(group), policy(named(live, group.path("Name").asText()))));
  }

  private static JsonNode named(JsonNode job, String group) {
    return stream(job.path("TaskGroups"))
        .filter(candidate -> candidate.path("Name").asText().equals(group))
        .findFirst()
        .orElse(job.path("none"));
  }

  private static JsonNode policy(JsonNode group) {
    return group.path("Scaling").path("Policy");
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return (one.isEmpty() && other.isEmpty()) || one.equals(NUMBERS_BY_VALUE, other);
  }

  /// `5` and `5.0` are the same to Nomad.
  private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
