package dev.tripod.deployer.nomad;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The instances of a group that its job asks to spread evenly over the nodes.
///
/// @param settled whether nothing is under way: no deployment, and as many run as are wanted,
///     none of them unhealthy
/// @param nodes those that take new instances
/// @param instances those that have a node, also when they are on their way; in a steady order
public record Spread(boolean settled, Set<Node> nodes, List<Instance> instances) {
  private static final Set<String> NODE_ATTRIBUTES =
      Set.of("${node.unique.name}", "${node.unique.id}", "${attr.unique.hostname}");
  private static final Set<String> ENDED = Set.of("complete", "failed", "lost");

  /// A client of Nomad.
  public record Node(String id, String name) {}

  /// One allocation.
  ///
  /// @param createIndex greater than that of any older one
  /// @param modifyIndex grows when anything becomes of it
  public record Instance(String id, Node node, long createIndex, long modifyIndex) {
    public String shortId() {
      return id.substring(0, Math.min(8, id.length()));
    }
  }

  public Spread {
    nodes = Set.copyOf(nodes);
    instances = List.copyOf(instances);
  }

  /// Whether the job asks for it. Where it wants more on one node than on another, or an
  /// instance back where its data is, what is even is not for us to say.
  static boolean isAskedFor(JsonNode job, String group) {
    JsonNode wanted = group(job, group);
    return !wanted.at("/EphemeralDisk/Sticky").asBoolean()
        && Stream.concat(stream(job.path("Spreads")), stream(wanted.path("Spreads")))
            .anyMatch(
                spread ->
                    NODE_ATTRIBUTES.contains(spread.path("Attribute").asText())
                        && spread.path("SpreadTarget").isEmpty());
  }

  /// @param allocations of the job
  /// @param deployment the newest of the job; null where there is none
  static Spread read(
      JsonNode job, String group, JsonNode nodes, JsonNode allocations, JsonNode deployment) {
    List<JsonNode> there =
        stream(allocations)
            .filter(one -> one.path("TaskGroup").asText().equals(group))
            .filter(one -> !ENDED.contains(one.path("ClientStatus").asText()))
            .toList();
    boolean settled =
        there.size() == group(job, group).path("Count").asInt()
            && there.stream().allMatch(Spread::runsWell)
            && (deployment.isNull() || ended(deployment));
    return new Spread(
        settled,
        stream(nodes)
            .filter(node -> Rooms.takes(node, job))
            .map(node -> new Node(node.path("ID").asText(), node.path("Name").asText()))
            .collect(Collectors.toSet()),
        there.stream().map(Spread::instance).sorted(comparing(Instance::id)).toList());
  }

  private static boolean ended(JsonNode deployment) {
    return new JobEvents.Status(deployment.path("Status").asText()).ended();
  }

  private static boolean runsWell(JsonNode allocation) {
    return allocation.path("DesiredStatus").asText().equals("run")
        && allocation.path("ClientStatus").asText().equals("running")
        && allocation.at("/DeploymentStatus/Healthy").asBoolean(true);
  }

  private static Instance instance(JsonNode allocation) {
    return new Instance(
        allocation.path("ID").asText(),
        new Node(allocation.path("NodeID").asText(), allocation.path("NodeName").asText()),
        allocation.path("CreateIndex").asLong(),
        allocation.path("ModifyIndex").asLong());
  }

  private static JsonNode group(JsonNode job, String name) {
    return stream(job.path("TaskGroups"))
        .filter(group -> group.path("Name").asText().equals(name))
        .findFirst()
        .orElseGet(() -> job.path("none"));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
