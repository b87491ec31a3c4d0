package dev.tripod.scenarios.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What was written, against what was read afterwards.
///
/// @param unknownThere unknown writes whose value was read: they took effect
/// @param refusedThere likewise of those that were said not to be written, which none may be
/// @param lost keys whose last acknowledged write is gone: nothing was read, or something
///     older
public record Judgement(
    int acknowledged,
    int refused,
    int unknown,
    int unknownThere,
    int refusedThere,
    Set<String> lost) {
  public Judgement {
    lost = Set.copyOf(lost);
  }

  /// Judges a book by what was read.
  ///
  /// @param entries those of a key in the order in which they were written, each after the
  ///     answer to the one before
  /// @param values by key; a key without one, or with an empty one, is not there
  public static Judgement of(List<Entry> entries, Map<String, String> values) {
    var lost = new TreeSet<String>();
    byKey(entries)
        .forEach(
            (key, writes) -> {
              if (isOlder(values.getOrDefault(key, ""), writes)) {
                lost.add(key);
              }
            });
    return new Judgement(
        count(entries, Outcome.ACKNOWLEDGED),
        count(entries, Outcome.REFUSED),
        count(entries, Outcome.UNKNOWN),
        there(entries, Outcome.UNKNOWN, values),
        there(entries, Outcome.REFUSED, values),
        lost);
  }

  /// The same judgement with what was found to be lost another time.
  Judgement alsoLost(Set<String> others) {
    var all = new TreeSet<>(lost);
    all.addAll(others);
    return new Judgement(acknowledged, refused, unknown, unknownThere, refusedThere, all);
  }

  /// Whether a value is none of the last acknowledged write and of those after it.
  private static boolean isOlder(String value, List<Entry> writes) {
    int last = lastAcknowledged(writes);
    return last >= 0
        && writes.subList(last, writes.size()).stream()
            .noneMatch(write -> write.value().equals(value));
  }

  private static int lastAcknowledged(List<Entry> writes) {
    for (int i = writes.size() - 1; i >= 0; i--) {
      if (writes.get(i).outcome() == Outcome.ACKNOWLEDGED) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, List<Entry>> byKey(List<Entry> entries) {
    var writes = new LinkedHashMap<String, List<Entry>>();
    entries.forEach(
        entry -> writes.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry));
    return writes;
  }

  private static int count(List<Entry> entries, Outcome outcome) {
    return (int) entries.stream().filter(entry -> entry.outcome() == outcome).count();
  }

  private static int there(List<Entry> entries, Outcome outcome, Map<String, String> values) {
    return (int)
        entries.stream()
            .filter(entry -> entry.outcome() == outcome)
            .filter(entry -> entry.value().equals(values.get(entry.key())))
            .count();
  }
}
