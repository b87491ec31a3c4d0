package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// One instance of a group, as Nomad tells of it. `started` is when its tasks had all started.
public record Allocation(
    String id,
    String node,
    String group,
    String status,
    Instant created,
    Optional<Instant> started) {

  public boolean running() {
    return status.equals("running");
  }

  /// Whether nothing of it runs any more.
  public boolean ended() {
    return List.of("complete", "failed", "lost").contains(status);
  }

  static Allocation of(JsonNode json) {
    return new Allocation(
        json.path("ID").asText(),
        json.path("NodeName").asText(),
        json.path("TaskGroup").asText(),
        json.path("ClientStatus").asText(),
        Instant.EPOCH.plusNanos(json.path("CreateTime").asLong()),
        started(json.path("TaskStates")));
  }

  private static Optional<Instant> started(JsonNode tasks) {
    return StreamSupport.stream(tasks.spliterator(), false)
        .flatMap(task -> StreamSupport.stream(task.path("Events").spliterator(), false))
        .filter(event -> event.path("Type").asText().equals("Started"))
        .map(event -> Instant.EPOCH.plusNanos(event.path("Time").asLong()))
        .max(Instant::compareTo);
  }
}
