package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One block of a policy, as Nomad's API returns HCL: a map of attributes and of nested blocks. A
/// block may be its map, or a list with the map in it.
///
/// Every word that is read is remembered, so that [#refuseOthers] can name those nobody knows: a
/// misspelt `cooldwon` must not pass for a default. Whatever is wrong is collected, and reading
/// goes on with a default, so that a person sees all of it at once.
final class Block {
  private final String path;
  private final Map<?, ?> words;
  private final List<Problem> problems;
  private final TreeSet<String> known = new TreeSet<>();

  Block(String path, Map<?, ?> words, List<Problem> problems) {
    this.path = path;
    this.words = words;
    this.problems = problems;
  }

  void problem(String word, String expected) {
    refuse(word, "expected %s, found %s".formatted(expected, quoted(words.get(word))));
  }

  void refuse(String word, String why) {
    problems.add(new Problem(at(word), why));
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

  Optional<Boolean> flag(String word) {
    return read(
        word,
        "true or false",
        value ->
            switch (String.valueOf(value)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> none();
            });
  }

  Optional<Integer> whole(String word, int least) {
    return read(
        word,
        "a whole number, %s or more".formatted(least == Integer.MIN_VALUE ? "any" : least),
        value ->
            asNumber(value)
                .filter(number -> number >= least && number == Math.rint(number))
                .map(Double::intValue));
  }

  /// One of a closed set of words: the constants' names in lower case.
  <E extends Enum<E>> Optional<E> word(String word, E[] all) {
    Optional<String> text = text(word);
    Optional<E> known =
        text.flatMap(value -> Arrays.stream(all).filter(one -> said(one).equals(value)).findAny());
    if (text.isPresent() && known.isEmpty()) {
      problem(
          word,
          Arrays.stream(all).map(one -> '"' + said(one) + '"').collect(Collectors.joining(" or ")));
    }
    return known;
  }

  /// Whatever stands there, parsed by somebody else.
  <T> Optional<T> parsed(String word, String expected, Function<String, Optional<T>> parse) {
    return read(word, expected, value -> parse.apply(String.valueOf(value)));
  }

  /// The nested block without a label.
  Optional<Block> nested(String word) {
    return read(word, "one block", value -> only(value).map(inner -> inner(word, inner)));
  }

  /// The nested blocks of one kind by label, in the order of the job file.
  Map<String, Block> labelled(String word) {
    var blocks = new LinkedHashMap<String, Block>();
    known.add(word);
    switch (words.get(word)) {
      case null -> {}
      case List<?> list -> list.forEach(labels -> addLabelled(word, labels, blocks));
      case Object labels -> addLabelled(word, labels, blocks);
    }
    return blocks;
  }

  void refuseOthers() {
    for (Object word : words.keySet()) {
      if (!known.contains(String.valueOf(word))) {
        refuse(
            String.valueOf(word),
            "not a word of ours; known here: %s".formatted(String.join(", ", known)));
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
          Optional<Map<?, ?>> inner = only(content);
          if (blocks.containsKey(label)) {
            refuse(name, "given twice");
          } else if (inner.isPresent()) {
            blocks.put(String.valueOf(label), inner(name, inner.get()));
          } else {
            refuse(name, "expected one block, found " + quoted(content));
          }
        });
  }

  private Block inner(String name, Map<?, ?> inner) {
    return new Block(at(name), inner, problems);
  }

  private static Optional<Map<?, ?>> only(Object block) {
    return switch (block) {
      case Map<?, ?> inner -> Optional.of(inner);
      case List<?> list when list.size() == 1 && list.getFirst() instanceof Map<?, ?> inner ->
          Optional.of(inner);
      default -> none();
    };
  }

  private static String said(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
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
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e9 ->
          String.valueOf(number.longValue());
      default -> value.toString();
    };
  }
}
