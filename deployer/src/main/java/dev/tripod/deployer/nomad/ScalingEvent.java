package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What Nomad remembers of a change of a group's count, or of a note about it.
///
/// @param at a version that came of it has the same time
/// @param to the new count; empty where the event is only a note
/// @param failed whether it tells of a change that did not happen
public record ScalingEvent(
    Instant at,
    int from,
    Optional<Integer> to,
    boolean failed,
    String message,
    Map<String, String> meta) {

  /// Those of all groups.
  static List<ScalingEvent> ofJob(JsonNode status) {
    return status.path("TaskGroups").properties().stream()
        .flatMap(group -> ofGroup(group.getValue()).stream())
        .toList();
  }

  static List<ScalingEvent> ofGroup(JsonNode group) {
    return StreamSupport.stream(group.path("Events").spliterator(), false)
        .map(ScalingEvent::of)
        .toList();
  }

  /// Times are nanoseconds since 1970.
  private static ScalingEvent of(JsonNode event) {
    var meta = new LinkedHashMap<String, String>();
    event.path("Meta").properties().forEach(one -> meta.put(one.getKey(), one.getValue().asText()));
    return new ScalingEvent(
        Instant.EPOCH.plusNanos(event.path("Time").asLong()),
        event.path("PreviousCount").asInt(),
        event.hasNonNull("Count") ? Optional.of(event.path("Count").asInt()) : Optional.empty(),
        event.path("Error").asBoolean(),
        event.path("Message").asText(""),
        meta);
  }
}
