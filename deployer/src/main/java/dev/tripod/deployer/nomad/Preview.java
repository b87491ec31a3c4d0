package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.nomad.Evaluation.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What Nomad foretells of a registration, without registering.
///
/// @param changes what differs from what is live; empty when nothing does
/// @param effects by group: what would be done to how many allocations
/// @param unplaced by group: what would find no place, and why
/// @param warnings in Nomad's words, empty when there are none
public record Preview(
    List<Change> changes,
    Map<String, Effects> effects,
    Map<String, Placement> unplaced,
    String warnings) {
  /// Where nothing would change.
  public static final Preview NOTHING = new Preview(List.of(), Map.of(), Map.of(), "");

  /// What a registration would do to the allocations of a group.
  public record Effects(
      int started, int stopped, int moved, int replaced, int updatedInPlace, int canaries) {}

  static Preview read(JsonNode answer, List<Change> changes) {
    return new Preview(
        changes,
        mapped(answer.path("Annotations").path("DesiredTGUpdates"), Preview::effects),
        mapped(answer.path("FailedTGAllocs"), Preview::placement),
        warnings(answer));
  }

  /// In one line, empty when there are none.
  static String warnings(JsonNode answer) {
    return answer.path("Warnings").asText("").replaceAll("\\s+", " ").strip();
  }

  private static Effects effects(JsonNode group) {
    return new Effects(
        group.path("Place").asInt(),
        group.path("Stop").asInt(),
        group.path("Migrate").asInt(),
        group.path("DestructiveUpdate").asInt(),
        group.path("InPlaceUpdate").asInt(),
        group.path("Canary").asInt());
  }

  private static Placement placement(JsonNode metric) {
    return new Placement(
        metric.path("CoalescedFailures").asInt() + 1,
        metric.path("NodesEvaluated").asInt(),
        mapped(metric.path("ConstraintFiltered"), JsonNode::asInt),
        mapped(metric.path("DimensionExhausted"), JsonNode::asInt));
  }

  private static <T> Map<String, T> mapped(JsonNode object, Function<JsonNode, T> value) {
    var mapped = new LinkedHashMap<String, T>();
    object.properties().forEach(entry -> mapped.put(entry.getKey(), value.apply(entry.getValue())));
    return mapped;
  }
}
