package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.nomad.Change.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Compares two JSON values leaf by leaf; `5` and `5.0` are the same, as they are to Nomad.
final class Values {
  private final Map<List<String>, String> leaves = new LinkedHashMap<>();

  private Values() {}

  static List<Change> changes(List<String> path, JsonNode before, JsonNode after) {
    var old = leaves(path, before);
    var now = leaves(path, after);
    var all = new LinkedHashSet<>(old.keySet());
    all.addAll(now.keySet());
    return all.stream()
        .filter(leaf -> !old.getOrDefault(leaf, "").equals(now.getOrDefault(leaf, "")))
        .map(leaf -> change(leaf, old.get(leaf), now.get(leaf)))
        .toList();
  }

  private static Change change(List<String> path, String before, String after) {
    if (before == null) {
      return new Change(Kind.ADDED, path, "", after, List.of());
    }
    return after == null
        ? new Change(Kind.REMOVED, path, before, "", List.of())
        : new Change(Kind.EDITED, path, before, after, List.of());
  }

  private static Map<List<String>, String> leaves(List<String> path, JsonNode value) {
    var values = new Values();
    values.walk(path, value);
    return values.leaves;
  }

  /// A block of HCL is a list of one object here, so lists of one need no number in the path.
  private void walk(List<String> path, JsonNode value) {
    if (value.isObject()) {
      value.properties().forEach(entry -> walk(with(path, entry.getKey()), entry.getValue()));
    } else if (value.isArray() && value.size() == 1) {
      walk(path, value.get(0));
    } else if (value.isArray()) {
      for (var i = 0; i < value.size(); i++) {
        walk(with(path, Integer.toString(i)), value.get(i));
      }
    } else if (!value.isMissingNode() && !value.isNull()) {
      leaves.put(path, text(value));
    }
  }

  private static String text(JsonNode leaf) {
    return leaf.isNumber()
        ? leaf.decimalValue().stripTrailingZeros().toPlainString()
        : leaf.asText();
  }

  static List<String> with(List<String> path, String name) {
    return Stream.concat(path.stream(), Stream.of(name)).toList();
  }
}
