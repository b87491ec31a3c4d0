package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A change of the count of a group.
///
/// @param message why, in the words of who changed it; perhaps empty
public record Scaled(String group, Instant at, int from, int to, String message) {

  /// The newest change of each group, from the scale status of a job.
  static List<Scaled> read(JsonNode status) {
    return status.path("TaskGroups").properties().stream()
        .flatMap(group -> newest(group.getKey(), group.getValue().path("Events")).stream())
        .toList();
  }

  /// The newest change among a group's events; times are nanoseconds since 1970.
  static Optional<Scaled> newest(String group, JsonNode events) {
    return StreamSupport.stream(events.spliterator(), false)
        .filter(event -> event.hasNonNull("Count") && !event.path("Error").asBoolean())
        .map(event -> scaled(group, event))
        .filter(change -> change.from() != change.to())
        .max(Comparator.comparing(Scaled::at));
  }

  private static Scaled scaled(String group, JsonNode event) {
    return new Scaled(
        group,
        Instant.EPOCH.plusNanos(event.path("Time").asLong()),
        event.path("PreviousCount").asInt(),
        event.path("Count").asInt(),
        event.path("Message").asText());
  }
}
