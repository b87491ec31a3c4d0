package dev.tripod.keeper.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who makes the writes.
///
/// @param waiting for each write that has no answer yet, the master at which it waits
/// @param acknowledged the writes that were answered `ok`
record Client(Map<Character, Integer> waiting, String acknowledged) {
  static final Client NONE = new Client(Map.of(), "");

  Client waitsFor(char write, int master) {
    var more = new TreeMap<>(waiting);
    more.put(write, master);
    return new Client(more, acknowledged);
  }

  /// The connections to that member have ended: what waits there gets no answer.
  Client cutOff(int master) {
    var left = new TreeMap<>(waiting);
    left.values().removeIf(it -> it == master);
    return new Client(left, acknowledged);
  }

  Client hasOk(char write) {
    var left = new TreeMap<>(waiting);
    left.remove(write);
    var all = Stream.concat(acknowledged.chars().mapToObj(it -> (char) it), Stream.of(write));
    var sorted = new TreeSet<>(all.toList());
    return new Client(left, sorted.stream().map(String::valueOf).collect(Collectors.joining()));
  }
}
