package dev.tripod.deployer.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.net.AtOnce;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// How full the memory and the disks of the nodes are, as Nomad's clients measure it.
record ResourcesCheck(ClusterFile cluster) implements Check {
  @Override
  public String what() {
    return "memory and disks";
  }

  @Override
  public List<Finding> look() throws IOException, InterruptedException {
    var probe = Probe.first(Api.NOMAD, cluster.nomad());
    var nodes = new ArrayList<JsonNode>();
    probe.json("/v1/nodes").forEach(nodes::add);
    return AtOnce.all(nodes, node -> node(probe, node)).stream().flatMap(List::stream).toList();
  }

  private static List<Finding> node(Probe probe, JsonNode node) throws InterruptedException {
    var name = node.path("Name").asText();
    if (!node.path("Status").asText().equals("ready")) {
      return List.of(skipped(name, "It is not ready."));
    }
    try {
      var id = node.path("ID").asText();
      return findings(name, probe.json("/v1/client/stats?node_id=" + id));
    } catch (IOException e) {
      return List.of(skipped(name, e.getMessage()));
    }
  }

  private static Finding skipped(String name, String why) {
    return Finding.skipped("memory and disks of " + name, why);
  }

  static List<Finding> findings(String name, JsonNode stats) {
    var memory = stats.path("Memory");
    var total = memory.path("Total").asDouble();
    var used = 100 * (total - memory.path("Available").asDouble()) / total;
    var disk = fullest(stats).map(one -> disk(name, one)).stream();
    return Stream.concat(total > 0 ? Stream.of(memory(name, used)) : Stream.of(), disk).toList();
  }

  private static Finding memory(String name, double percent) {
    return Finding.of(
        Thresholds.full(percent),
        "memory of " + name,
        "%.0f %% are in use.".formatted(percent),
        "Which task uses it? `nomad alloc status -stats`; fewer instances, or a larger machine.");
  }

  private static Optional<JsonNode> fullest(JsonNode stats) {
    return StreamSupport.stream(stats.path("DiskStats").spliterator(), false)
        .filter(disk -> disk.path("Size").asDouble() > 0)
        .max(Comparator.comparingDouble(disk -> disk.path("UsedPercent").asDouble()));
  }

  private static Finding disk(String name, JsonNode disk) {
    var percent = disk.path("UsedPercent").asDouble();
    return Finding.of(
        Thresholds.full(percent),
        "disks of " + name,
        "The fullest, %s, is in use by %.0f %%."
            .formatted(disk.path("Mountpoint").asText(), percent),
        "What is large there? `du -xh %s`; old releases and logs may go."
            .formatted(disk.path("Mountpoint").asText()));
  }
}
