package dev.tripod.deployer.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The releases that each node holds.
///
/// @param nodes by the node's name; what came to it first is first
public record Stock(Map<String, List<Release>> nodes) {
  /// The key in the metadata of a client of Nomad.
  public static final String NOTE = "releases";

  /// Reads what release.yml notes in the metadata of Nomad's clients: `items/4f1e keeper/99ab`.
  ///
  /// @param notes by the node's name
  public static Stock read(Map<String, String> notes) {
    var nodes = new TreeMap<String, List<Release>>();
    notes.forEach((node, note) -> nodes.put(node, releases(note)));
    return new Stock(nodes);
  }

  private static List<Release> releases(String note) {
    return Arrays.stream(note.split(" "))
        .map(path -> path.split("/", 2))
        .filter(parts -> parts.length == 2)
        .map(parts -> new Release(parts[0], parts[1]))
        .toList();
  }

  /// The nodes that lack one of these releases.
  ///
  /// @return the releases that are lacking somewhere, with the nodes
  public SortedMap<Release, List<String>> missing(Collection<Release> wanted) {
    var missing = new TreeMap<Release, List<String>>();
    for (var release : wanted) {
      var without = nodes.keySet().stream().filter(node -> !holds(node, release)).toList();
      if (!without.isEmpty()) {
        missing.put(release, without);
      }
    }
    return missing;
  }

  private boolean holds(String node, Release release) {
    return nodes.get(node).contains(release);
  }

  /// What may go: neither wanted, nor among those of its name that came last to any node.
  ///
  /// @param newest how many of each name stay, wanted or not
  /// @return with the nodes that hold them
  public SortedMap<Release, List<String>> unused(Set<Release> wanted, int newest) {
    var stay = new TreeSet<>(wanted);
    nodes.values().forEach(held -> stay.addAll(newest(held, newest)));
    var unused = new TreeMap<Release, List<String>>();
    nodes.forEach(
        (node, held) ->
            held.stream()
                .filter(release -> !stay.contains(release))
                .forEach(
                    release -> unused.computeIfAbsent(release, _ -> new ArrayList<>()).add(node)));
    return unused;
  }

  private static List<Release> newest(List<Release> held, int count) {
    return held.stream().collect(Collectors.groupingBy(Release::name)).values().stream()
        .flatMap(same -> same.stream().skip(Math.max(0, same.size() - count)))
        .toList();
  }
}
