package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Scaling;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The instances of a group as Nomad counts them.
///
/// @param at when Nomad was asked
/// @param recent the changes of the count that Nomad remembers, whoever made them, newest first
/// @param hold what the newest scaling event asks for
public record GroupScale(Instant at, Count count, List<Scaling> recent, Optional<Hold> hold) {
  /// As many as Nomad itself remembers by default.
  private static final int REMEMBERED = 20;

  public GroupScale {
    recent = List.copyOf(recent);
  }

  static GroupScale read(String name, JsonNode group, Instant at) {
    var events = ScalingEvent.ofGroup(group).stream().filter(event -> !event.failed()).toList();
    return new GroupScale(
        at,
        count(group),
        Scaled.newestFirst(name, events)
            .limit(REMEMBERED)
            .map(change -> new Scaling(change.at(), change.from(), change.to()))
            .toList(),
        hold(events));
  }

  private static Count count(JsonNode group) {
    int running = group.path("Running").asInt();
    int ready = Math.max(0, running - group.path("Unhealthy").asInt());
    return new Count(group.path("Desired").asInt(), group.path("Placed").asInt(), running, ready);
  }

  /// The newest change of the count.
  public Optional<Scaling> last() {
    return recent.stream().findFirst();
  }

  private static Optional<Hold> hold(List<ScalingEvent> events) {
    return events.stream()
        .max(Comparator.comparing(ScalingEvent::at))
        .flatMap(newest -> Hold.read(newest.meta()));
  }
}
