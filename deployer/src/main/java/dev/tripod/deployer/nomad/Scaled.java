package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A change of the count of a group.
///
/// @param message why, in the words of who changed it; perhaps empty
public record Scaled(String group, Instant at, int from, int to, String message) {

  /// The newest change of each group, from the scale status of a job.
  static List<Scaled> read(JsonNode status) {
    return status.path("TaskGroups").properties().stream()
        .flatMap(group -> newest(group.getKey(), ScalingEvent.ofGroup(group.getValue())).stream())
        .toList();
  }

  /// The newest change among a group's events.
  static Optional<Scaled> newest(String group, List<ScalingEvent> events) {
    return newestFirst(group, events).findFirst();
  }

  /// The changes among a group's events.
  static Stream<Scaled> newestFirst(String group, List<ScalingEvent> events) {
    return events.stream()
        .filter(event -> !event.failed())
        .flatMap(event -> changed(group, event).stream())
        .sorted(Comparator.comparing(Scaled::at).reversed());
  }

  private static Optional<Scaled> changed(String group, ScalingEvent event) {
    return event
        .to()
        .filter(to -> to != event.from())
        .map(to -> new Scaled(group, event.at(), event.from(), to, event.message()));
  }
}
