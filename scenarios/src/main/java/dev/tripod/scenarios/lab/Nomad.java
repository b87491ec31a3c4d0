package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What scenarios ask of Nomad's API.
public final class Nomad {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonApi api;

  public Nomad(JsonApi api) {
    this.api = api;
  }

  /// A change of a group's count.
  ///
  /// @param count what was wanted from then on
  public record ScalingEvent(Instant at, String message, int count) {}

  /// The count that is wanted of a group: what the autoscaler writes.
  public int desired(String job, String group) {
    return scale(job, group).path("Desired").asInt();
  }

  /// When the group was last scaled, and why; the newest first.
  public List<ScalingEvent> scalingEvents(String job, String group) {
    return stream(scale(job, group).path("Events"))
        .map(
            event ->
                new ScalingEvent(
                    Instant.EPOCH.plusNanos(event.path("Time").asLong()),
                    event.path("Message").asText(),
                    event.path("Count").asInt()))
        .toList();
  }

  private JsonNode scale(String job, String group) {
    var status = api.get("/v1/job/" + job + "/scale").path("TaskGroups").path(group);
    if (status.isMissingNode()) {
      throw new Unreachable("Nomad knows no group " + group + " in job " + job);
    }
    return status;
  }

  /// The smallest count that the group's scaling block allows.
  public int minimum(String job, String group) {
    return scaling(job, group).path("Min").asInt();
  }

  /// The scaling block of a group, as Nomad keeps it.
  public JsonNode scaling(String job, String group) {
    return group(job(job), group).path("Scaling");
  }

  /// The name of the node whose server leads.
  public String leader() {
    var address = api.get("/v1/status/leader").asText();
    var host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
    for (var member : api.get("/v1/agent/members").path("Members")) {
      if (member.path("Addr").asText().equals(host)) {
        return member.path("Name").asText().split("\\.", 2)[0];
      }
    }
    throw new Unreachable("Nomad has no leader just now");
  }

  public List<Allocation> allocations(String job) {
    return stream(api.get("/v1/job/" + job + "/allocations")).map(Allocation::of).toList();
  }

  public ObjectNode job(String job) {
    return (ObjectNode) api.get("/v1/job/" + job);
  }

  public JsonNode latestDeployment(String job) {
    return api.get("/v1/job/" + job + "/deployment");
  }

  /// Registers a changed job, unless somebody else changed it since it was read; live counts stay.
  public void register(ObjectNode job) {
    var request = JSON.objectNode();
    request.set("Job", job);
    request.put("EnforceIndex", true);
    request.put("JobModifyIndex", job.path("JobModifyIndex").asLong());
    request.put("PreserveCounts", true);
    api.send("POST", "/v1/jobs", request.toString());
  }

  /// Wants so many instances of a group, until its autoscaler sees to it.
  public void scale(Scaled group, int count) {
    var request = JSON.objectNode().put("Count", count);
    request.putObject("Target").put("Group", group.group());
    api.send("POST", "/v1/job/" + group.job() + "/scale", request.toString());
  }

  /// Stops a job; Nomad keeps its definition.
  public void stop(String job) {
    api.send("DELETE", "/v1/job/" + job, "");
  }

  /// Stops a job, and has Nomad forget it.
  public void purge(String job) {
    api.send("DELETE", "/v1/job/" + job + "?purge=true", "");
  }

  /// Stops one instance, which Nomad replaces by another.
  public void stop(Allocation allocation) {
    api.send("POST", "/v1/allocation/" + allocation.id() + "/stop", "");
  }

  private static JsonNode group(JsonNode job, String name) {
    return stream(job.path("TaskGroups"))
        .filter(group -> group.path("Name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new Unreachable("Nomad knows no group " + name));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
