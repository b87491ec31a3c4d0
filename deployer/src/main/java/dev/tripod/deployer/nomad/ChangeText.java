package dev.tripod.deployer.nomad;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A change in words, for a person.
public final class ChangeText {
  /// Of a text of many lines, that many that differ are shown.
  private static final int LINES = 20;

  private ChangeText() {}

  /// The lines of all changes, to stand below a headline.
  public static List<String> indented(List<Change> changes) {
    return changes.stream()
        .flatMap(change -> lines(change).stream())
        .map(line -> "  " + line)
        .toList();
  }

  /// One line, or a few where texts of many lines differ.
  public static List<String> lines(Change change) {
    var name = mark(change) + " " + String.join(" / ", change.path());
    var effects =
        change.effects().isEmpty() ? "" : " (" + String.join(", ", change.effects()) + ")";
    if (multiline(change)) {
      return Stream.concat(
              Stream.of(name + ":" + effects), differing(change).map(line -> "    " + line))
          .toList();
    }
    return List.of(name + values(change) + effects);
  }

  private static String mark(Change change) {
    return switch (change.kind()) {
      case ADDED -> "+";
      case EDITED -> "~";
      case REMOVED -> "-";
    };
  }

  private static String values(Change change) {
    return switch (change.kind()) {
      case ADDED -> change.after().isEmpty() ? "" : ": " + quoted(change.after());
      case EDITED -> ": " + quoted(change.before()) + " -> " + quoted(change.after());
      case REMOVED -> change.before().isEmpty() ? "" : ": was " + quoted(change.before());
    };
  }

  private static String quoted(String text) {
    return text.matches("-?\\d+(\\.\\d+)?|true|false")
        ? text
        : "\"" + text.replace("\n", "\\n") + "\"";
  }

  private static boolean multiline(Change change) {
    return change.before().strip().contains("\n") || change.after().strip().contains("\n");
  }

  /// The lines between the first and the last that differ: the old ones, then the new ones.
  private static Stream<String> differing(Change change) {
    var before = change.before().lines().toList();
    var after = change.after().lines().toList();
    var shorter = Math.min(before.size(), after.size());
    var head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    var tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    var lines = new ArrayList<String>();
    before.subList(head, before.size() - tail).forEach(line -> lines.add("- " + line));
    after.subList(head, after.size() - tail).forEach(line -> lines.add("+ " + line));
    return lines.size() <= LINES
        ? lines.stream()
        : Stream.concat(
            lines.stream().limit(LINES),
            Stream.of("and %d lines more".formatted(lines.size() - LINES)));
  }
}
