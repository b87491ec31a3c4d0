package dev.tripod.deployer.nomad;

import dev.tripod.deployer.scale.Room;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many instances of a group the nodes have room for. Constraints other than one instance for
/// each node are not looked at: where they let fewer in, Nomad tells by what it does not place.
///
/// @param each what one instance asks for
/// @param onePerNode whether no two may share a node
/// @param there the instances that have a node
/// @param nodes those that take new instances
record Packing(Resources each, boolean onePerNode, int there, Collection<Node> nodes) {

  /// A node that takes new instances.
  ///
  /// @param free what nobody has
  /// @param taken whether an instance of the group is on it
  record Node(Resources free, boolean taken) {}

  /// Empty when there is room for all that is wanted.
  Optional<Room> shortOf(int wanted, Instant now) {
    long fits = there;
    for (Node node : nodes) {
      fits += fits(node);
    }
    int count = (int) Math.min(fits, Integer.MAX_VALUE);
    return count >= wanted ? Optional.empty() : Optional.of(new Room(count, lacking(), now));
  }

  private int fits(Node node) {
    int fits = node.free().fits(each);
    return onePerNode ? Math.min(node.taken() ? 0 : 1, fits) : fits;
  }

  /// `memory on 2 nodes, cpu on 1 node`, for what lacks to one more on each.
  private String lacking() {
    if (nodes.isEmpty()) {
      return "no node takes new instances";
    }
    var reasons = new ArrayList<String>();
    for (Node node : nodes) {
      reasons.add(onePerNode && node.taken() ? "another place" : node.free().scarcest(each));
    }
    Map<String, Long> counted =
        reasons.stream()
            .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    return "too little of "
        + counted.entrySet().stream()
            .map(one -> "%s on %d %s".formatted(one.getKey(), one.getValue(), nodes(one)))
            .collect(Collectors.joining(", "));
  }

  private static String nodes(Map.Entry<String, Long> counted) {
    return counted.getValue() == 1 ? "node" : "nodes";
  }
}
