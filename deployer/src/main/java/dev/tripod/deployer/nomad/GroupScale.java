package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The instances of a group as Nomad counts them.
///
/// @param last the newest change of the count that Nomad remembers, whoever made it
public record GroupScale(Count count, Optional<Scaling> last) {

  static GroupScale read(JsonNode status, Target target) {
    JsonNode group = status.path("TaskGroups").path(target.group());
    if (group.isMissingNode()) {
      throw new NomadRefused(404, "job " + target.job() + " has no group " + target.group());
    }
    if (status.path("JobStopped").asBoolean()) {
      throw new NomadRefused(409, "job " + target.job() + " is stopped");
    }
    return new GroupScale(
        new Count(group.path("Desired").asInt(), group.path("Running").asInt()),
        last(group.path("Events")));
  }

  private static Optional<Scaling> last(JsonNode events) {
    return StreamSupport.stream(events.spliterator(), false)
        .filter(event -> event.hasNonNull("Count") && !event.path("Error").asBoolean())
        .map(GroupScale::scaling)
        .filter(scaling -> scaling.from() != scaling.to())
        .max(Comparator.comparing(Scaling::at));
  }

  /// Times are nanoseconds since 1970.
  private static Scaling scaling(JsonNode event) {
    return new Scaling(
        Instant.EPOCH.plusNanos(event.path("Time").asLong()),
        event.path("PreviousCount").asInt(),
        event.path("Count").asInt());
  }
}
