package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Allocation.Event;
import dev.tripod.deployer.nomad.Allocation.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The task that brought an allocation down, and the event that tells why.
public record Trouble(Allocation allocation, String task, Event event) {
  /// Events that are a cause; others (killing, not restarting) only follow from one.
  private static final Set<String> CAUSES =
      Set.of(
          "Driver Failure",
          "Setup Failure",
          "Failed Validation",
          "Failed Artifact Download",
          "Task hook failed",
          "Template",
          "Terminated",
          "Restart Signaled");

  /// Weaker: says only that the allocation was not healthy in time.
  private static final String UNHEALTHY = "Alloc Unhealthy";

  /// One trouble for each allocation of the rollout that has one, failed allocations first.
  public static List<Trouble> of(Rollout rollout) {
    return rollout.ofThisVersion().stream()
        .filter(allocation -> !allocation.healthy().orElse(false))
        .sorted(Comparator.comparing((Allocation a) -> !a.clientStatus().equals("failed")))
        .flatMap(allocation -> worst(allocation).stream())
        .toList();
  }

  private static Optional<Trouble> worst(Allocation allocation) {
    return allocation.tasks().entrySet().stream()
        .flatMap(
            entry -> cause(entry).map(e -> new Trouble(allocation, entry.getKey(), e)).stream())
        .min(Comparator.comparing(trouble -> trouble.event().type().equals(UNHEALTHY)));
  }

  private static Optional<Event> cause(Map.Entry<String, Task> task) {
    var events =
        task.getValue().events().stream()
            .takeWhile(event -> !event.type().equals("Killing"))
            .toList();
    return last(events, CAUSES).or(() -> last(events, Set.of(UNHEALTHY)));
  }

  private static Optional<Event> last(List<Event> events, Set<String> types) {
    return events.stream()
        .filter(event -> types.contains(event.type()) && !event.message().equals("Exit Code: 0"))
        .reduce((_, last) -> last);
  }
}
