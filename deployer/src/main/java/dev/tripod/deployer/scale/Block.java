package dev.tripod.deployer.scale;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// One block of a policy, as Nomad's API returns HCL: a map of attributes and of nested blocks.
///
/// Every word that is read is remembered, so that [#refuseOthers] can name those nobody knows: a
/// misspelt `cooldwon` must not pass for a default. Whatever is wrong is collected, and reading
/// goes on with a default, so that a person sees all of it at once.
final class Block {
  private final String path;
  private final Map<?, ?> words;
  private final List<String> problems;
  private final TreeSet<String> known = new TreeSet<>();

  Block(String path, Map<?, ?> words, List<String> problems) {
    this.path = path;
    this.words = words;
    this.problems = problems;
  }

  void problem(String word, String expected) {
    problems.add(
        "%s: expected %s, found %s".formatted(at(word), expected, quoted(words.get(word))));
  }

  Optional<String> text(String word) {
    return read(
        word,
        "a text that is not empty",
        value -> value instanceof String text && !text.isBlank() ? Optional.of(text) : none());
  }

  /// For a word that has no default: its absence is a problem as well.
  void require(String word, String expected) {
    if (!words.containsKey(word)) {
      problem(word, expected);
    }
  }

  Optional<Duration> duration(String word) {
    return read(
        word,
        "a duration such as \"30s\"",
        value -> value instanceof String text ? Durations.parse(text) : none());
  }

  /// A number, also one in quotes: nomad-autoscaler takes both.
  Optional<Double> number(String word, String expected, double above) {
    return read(word, expected, value -> asNumber(value).filter(number -> number > above));
  }

  /// The nested blocks of one kind by label, in the order of the job file.
  Map<String, Block> labelled(String word) {
    var blocks = new LinkedHashMap<String, Block>();
    known.add(word);
    if (words.get(word) instanceof List<?> list) {
      list.forEach(labels -> addLabelled(word, labels, blocks));
    } else if (words.containsKey(word)) {
      problem(word, "a block with a label");
    }
    return blocks;
  }

  void refuseOthers() {
    for (Object word : words.keySet()) {
      if (!known.contains(String.valueOf(word))) {
        problems.add(
            "%s: not a word of ours; known here: %s".formatted(at(word), String.join(", ", known)));
      }
    }
  }

  private void addLabelled(String word, Object labels, Map<String, Block> blocks) {
    if (!(labels instanceof Map<?, ?> byLabel)) {
      problem(word, "a block with a label");
      return;
    }
    byLabel.forEach(
        (label, content) -> {
          var name = word + "[" + label + "]";
          if (blocks.containsKey(label)) {
            problems.add(at(name) + ": given twice");
          } else if (content instanceof List<?> only
              && only.size() == 1
              && only.getFirst() instanceof Map<?, ?> inner) {
            blocks.put(String.valueOf(label), new Block(at(name), inner, problems));
          } else {
            problems.add(at(name) + ": expected one block, found " + quoted(content));
          }
        });
  }

  private <T> Optional<T> read(String word, String expected, Function<Object, Optional<T>> parse) {
    known.add(word);
    Object value = words.get(word);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> parsed = parse.apply(value);
    if (parsed.isEmpty()) {
      problem(word, expected);
    }
    return parsed;
  }

  private static Optional<Double> asNumber(Object value) {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    try {
      return Optional.of(Double.parseDouble(String.valueOf(value).replace("Inf", "Infinity")));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private String at(Object word) {
    return path + "." + word;
  }

  private static String quoted(Object value) {
    return switch (value) {
      case null -> "nothing";
      case String text -> "\"" + text + "\"";
      default -> value.toString();
    };
  }
}
