package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.nomad.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What differs between two specifications of a job, by Nomad's own comparison and one of ours.
///
/// Nomad calls a scaling block edited, without a field that is, both when nothing changed (after
/// the first registration, it compares indexes of its own) and when the policy within did (it
/// compares no maps). So only fields count there, and policies are compared here.
final class JobDiff {
  private final List<Change> changes = new ArrayList<>();

  private JobDiff() {}

  /// The changes from one specification to the other.
  ///
  /// @param diff Nomad's `JobDiff` of the two
  static List<Change> changes(JsonNode diff, JsonNode before, JsonNode after) {
    var all = new JobDiff();
    var type = diff.path("Type").asText();
    if (type.equals("Added") || type.equals("Deleted")) {
      all.part(diff, List.of("job"));
    } else {
      all.inside(diff, List.of());
      all.policies(before, after);
    }
    return List.copyOf(all.changes);
  }

  private void inside(JsonNode part, List<String> path) {
    stream(part.path("Fields")).forEach(field -> field(field, path));
    stream(part.path("Objects")).forEach(child -> child(child, path, ""));
    stream(part.path("TaskGroups")).forEach(child -> child(child, path, "group "));
    stream(part.path("Tasks")).forEach(child -> child(child, path, "task "));
  }

  private void child(JsonNode child, List<String> path, String what) {
    var inner = Values.with(path, what + name(child));
    var known = changes.size();
    inside(child, inner);
    if (changes.size() == known) {
      part(child, inner);
    }
  }

  private void field(JsonNode field, List<String> path) {
    var effects = stream(field.path("Annotations")).map(JsonNode::asText).toList();
    var old = field.path("Old").asText("");
    var now = field.path("New").asText("");
    kind(field)
        .map(kind -> new Change(kind, Values.with(path, name(field)), old, now, effects))
        .forEach(changes::add);
  }

  /// A part that was added or removed as a whole; one that is edited shows in its fields.
  private void part(JsonNode part, List<String> path) {
    kind(part)
        .filter(kind -> kind != Kind.EDITED)
        .map(kind -> new Change(kind, path, "", "", List.of()))
        .forEach(changes::add);
  }

  private static Stream<Kind> kind(JsonNode diff) {
    return switch (diff.path("Type").asText()) {
      case "Added" -> Stream.of(Kind.ADDED);
      case "Edited" -> Stream.of(Kind.EDITED);
      case "Deleted" -> Stream.of(Kind.REMOVED);
      default -> Stream.empty();
    };
  }

  private void policies(JsonNode before, JsonNode after) {
    stream(after.path("TaskGroups"))
        .forEach(
            group -> {
              var name = name(group);
              changes.addAll(
                  Values.changes(
                      List.of("group " + name, "Scaling", "Policy"),
                      policy(named(before, name)),
                      policy(group)));
            });
  }

  private static JsonNode named(JsonNode job, String group) {
    return stream(job.path("TaskGroups"))
        .filter(candidate -> name(candidate).equals(group))
        .findFirst()
        .orElse(job.path("none"));
  }

  private static String name(JsonNode part) {
    return part.path("Name").asText();
  }

  private static JsonNode policy(JsonNode group) {
    return group.path("Scaling").path("Policy");
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
