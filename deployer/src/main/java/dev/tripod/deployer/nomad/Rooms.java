package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.scale.Room;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Tells before an increase how much of it the nodes have room for, by what they have and what is
/// taken. Nomad's own plan would know better, but needs the right to submit jobs.
final class Rooms {
  /// The same nodes serve all groups that grow at the same time.
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private final ScalingApi nomad;
  private Cluster cluster = new Cluster(Instant.EPOCH, List.of(), List.of());

  /// The nodes and what is on them, as Nomad lists them.
  private record Cluster(Instant at, List<JsonNode> nodes, List<JsonNode> allocations) {}

  Rooms(ScalingApi nomad) {
    this.nomad = nomad;
  }

  /// Empty when there is room for all that is wanted.
  Optional<Room> shortOf(Target target, int wanted) {
    JsonNode job = nomad.job(target);
    return stream(job.path("TaskGroups"))
        .filter(group -> group.path("Name").asText().equals(target.group()))
        .findFirst()
        .flatMap(group -> packing(target, job, group).shortOf(wanted, Instant.now()));
  }

  private Packing packing(Target target, JsonNode job, JsonNode group) {
    Cluster now = cluster();
    Map<String, Resources> taken = new HashMap<>();
    Set<String> own = new HashSet<>();
    int there = 0;
    for (JsonNode allocation : now.allocations()) {
      String node = allocation.path("NodeID").asText();
      taken.merge(node, Resources.ofAllocation(allocation), Resources::plus);
      if (isOf(target, allocation)) {
        own.add(node);
        there++;
      }
    }
    var nodes = new ArrayList<Packing.Node>();
    for (JsonNode node : now.nodes()) {
      if (takes(node, job)) {
        String id = node.path("ID").asText();
        Resources free = Resources.ofNode(node).minus(taken.getOrDefault(id, Resources.NONE));
        nodes.add(new Packing.Node(free, own.contains(id)));
      }
    }
    boolean onePerNode = distinct(job) || distinct(group);
    return new Packing(Resources.ofGroup(group), onePerNode, there, nodes);
  }

  private synchronized Cluster cluster() {
    Instant now = Instant.now();
    if (cluster.at().plus(BELIEVED).isBefore(now)) {
      var living = stream(nomad.allocations()).filter(Rooms::lives).toList();
      cluster = new Cluster(now, stream(nomad.nodes()).toList(), living);
    }
    return cluster;
  }

  private static boolean lives(JsonNode allocation) {
    return allocation.path("DesiredStatus").asText().equals("run")
        && Set.of("pending", "running").contains(allocation.path("ClientStatus").asText());
  }

  private static boolean isOf(Target target, JsonNode allocation) {
    return allocation.path("JobID").asText().equals(target.job())
        && allocation.path("TaskGroup").asText().equals(target.group())
        && allocation.path("Namespace").asText().equals(target.namespace());
  }

  /// Whether new instances of the job may be placed on the node.
  static boolean takes(JsonNode node, JsonNode job) {
    return node.path("Status").asText().equals("ready")
        && node.path("SchedulingEligibility").asText().equals("eligible")
        && (job.path("NodePool").asText("all").equals("all")
            || job.path("NodePool").asText().equals(node.path("NodePool").asText()))
        && stream(job.path("Datacenters"))
            .anyMatch(glob -> matches(glob.asText(), node.path("Datacenter").asText()));
  }

  /// Datacenters of a job may have stars.
  private static boolean matches(String glob, String datacenter) {
    return datacenter.matches(
        Stream.of(glob.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse(""));
  }

  private static boolean distinct(JsonNode holder) {
    return stream(holder.path("Constraints"))
        .anyMatch(
            one ->
                one.path("Operand").asText().equals("distinct_hosts")
                    && !one.path("RTarget").asText().equals("false"));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
