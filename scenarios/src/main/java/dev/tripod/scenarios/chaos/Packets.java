package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.ClusterFile.Node;
import dev.tripod.scenarios.lab.World;
import java.util.List;
import java.util.stream.Collectors;

/// Packets between a machine and the other two get lost: whoever is to receive them drops
/// them, by a table of nftables, so that who sends is told nothing. Clients and administrators
/// are not concerned.
public final class Packets {
  private Packets() {}

  /// What the machine sends does not arrive, what is sent to it does.
  static Fault sentLost(Machines.Finder finder) {
    return (world, _) -> {
      int node = finder.find(world);
      return Blow.lasting(
          "what node" + node + " sends to the others is lost",
          () -> sentLost(world, node),
          () -> heal(world));
    };
  }

  /// Nothing passes either way: a split in which clients reach both sides.
  static Fault allLost(Machines.Finder finder) {
    return (world, _) -> {
      int node = finder.find(world);
      return Blow.lasting(
          "node" + node + " and the others are split, and clients reach both",
          () -> split(world, node),
          () -> heal(world));
    };
  }

  /// From now on nothing passes between the machine and the other two.
  public static void split(World world, int node) throws InterruptedException {
    sentLost(world, node);
    drop(world, node, others(node));
  }

  private static void sentLost(World world, int node) throws InterruptedException {
    for (int other : others(node)) {
      drop(world, other, List.of(node));
    }
  }

  private static void drop(World world, int at, List<Integer> from) throws InterruptedException {
    var addresses =
        world.cluster().nodes().stream()
            .filter(node -> from.contains(Machines.number(node)))
            .map(Node::address)
            .collect(Collectors.joining(", "));
    world.lab().ssh(at, "nft '" + table(addresses) + "'");
  }

  /// Everything passes again.
  public static void heal(World world) throws InterruptedException {
    for (int node : Machines.all()) {
      world.lab().ssh(node, "nft 'add table inet chaos; delete table inet chaos'");
    }
  }

  /// What `nft` is told.
  ///
  /// @param sources addresses with commas between
  static String table(String sources) {
    return """
    add table inet chaos; \
    add chain inet chaos input { type filter hook input priority -10; policy accept; }; \
    add rule inet chaos input ip saddr { %s } drop"""
        .formatted(sources);
  }

  private static List<Integer> others(int node) {
    return Machines.all().stream().filter(other -> other != node).toList();
  }
}
