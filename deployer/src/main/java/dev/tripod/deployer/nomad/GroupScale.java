package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The instances of a group as Nomad counts them.
///
/// @param last the newest change of the count that Nomad remembers, whoever made it
/// @param hold what the newest scaling event asks for
public record GroupScale(Count count, Optional<Scaling> last, Optional<Hold> hold) {

  static GroupScale read(JsonNode status, Target target) {
    JsonNode group = status.path("TaskGroups").path(target.group());
    if (group.isMissingNode()) {
      throw new NomadRefused(404, "job " + target.job() + " has no group " + target.group());
    }
    if (status.path("JobStopped").asBoolean()) {
      throw new NomadRefused(409, "job " + target.job() + " is stopped");
    }
    var events = happened(group);
    return new GroupScale(
        new Count(group.path("Desired").asInt(), group.path("Running").asInt()),
        Scaled.newest(target.group(), events)
            .map(change -> new Scaling(change.at(), change.from(), change.to())),
        hold(events));
  }

  private static List<ScalingEvent> happened(JsonNode group) {
    return ScalingEvent.ofGroup(group).stream().filter(event -> !event.failed()).toList();
  }

  private static Optional<Hold> hold(List<ScalingEvent> events) {
    return events.stream()
        .max(Comparator.comparing(ScalingEvent::at))
        .flatMap(newest -> Hold.read(newest.meta()));
  }
}
