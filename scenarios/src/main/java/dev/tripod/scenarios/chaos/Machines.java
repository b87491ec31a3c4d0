package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.ClusterFile.Node;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which machine is hit, by what it does now.
final class Machines {
  private Machines() {}

  @FunctionalInterface
  interface Finder {
    /// The number of a node.
    int find(World world) throws InterruptedException;
  }

  static int redisMaster(World world) {
    return Lab.numberOf(Victims.master(world).node());
  }

  static int redisStandby(World world) {
    return Lab.numberOf(Victims.standby(world).node());
  }

  static int vipHolder(World world) throws InterruptedException {
    return world.lab().vipHolder();
  }

  static int nomadLeader(World world) {
    return Lab.numberOf(world.nomad().leader());
  }

  static int consulLeader(World world) {
    var leader = world.consul().leader();
    return world.cluster().nodes().stream()
        .filter(node -> node.address().equals(leader))
        .map(Machines::number)
        .findFirst()
        .orElseThrow(
            () -> new ScenarioFailed("Consul's leader " + leader + " is none of the nodes"));
  }

  /// The one that has the fewest of the roles that the others are chosen by.
  static int follower(World world) throws InterruptedException {
    var roles =
        List.of(redisMaster(world), vipHolder(world), nomadLeader(world), consulLeader(world));
    return all().stream()
        .min(Comparator.comparingLong(node -> roles.stream().filter(node::equals).count()))
        .orElseThrow();
  }

  static int number(Node node) {
    return Lab.numberOf(node.name());
  }

  static List<Integer> all() {
    return new ArrayList<>(IntStream.rangeClosed(1, Lab.NODES).boxed().toList());
  }
}
