package dev.tripod.deployer.scale.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// Arithmetic over the counts that checks ask for: numbers, names of checks, `+ - * /`,
/// parentheses, `min`, `max`, `avg` of any number of values, and `ceil`, `floor` of one.
///
/// Of our own, because libraries for it compute powers and factorials of any size, and a policy
/// must not be able to keep a processor busy.
final class Formula {
  private static final int MAX_LENGTH = 500;
  private static final int MAX_DEPTH = 50;

  private static final Map<String, ToDoubleFunction<double[]>> FUNCTIONS =
      Map.of(
          "min", values -> DoubleStream.of(values).min().orElse(Double.NaN),
          "max", values -> DoubleStream.of(values).max().orElse(Double.NaN),
          "avg", values -> DoubleStream.of(values).average().orElse(Double.NaN),
          "ceil", values -> Math.ceil(values[0]),
          "floor", values -> Math.floor(values[0]));

  private static final Set<String> OF_ONE = Set.of("ceil", "floor");

  /// A part of the formula with the values of names put in.
  private interface Term {
    double value(Map<String, Integer> names);
  }

  private final String text;
  private final TreeSet<String> names = new TreeSet<>();
  private final Term whole;
  private int at;
  private int depth;

  private Formula(String text) {
    this.text = text;
    if (text.length() > MAX_LENGTH) {
      throw problem("longer than " + MAX_LENGTH + " characters");
    }
    this.whole = sum();
    skipBlanks();
    if (at < text.length()) {
      throw problem("not expected");
    }
  }

  /// @throws IllegalArgumentException that says where it cannot be understood
  static Formula parse(String text) {
    return new Formula(text);
  }

  /// The names of checks in it.
  Set<String> names() {
    return names;
  }

  /// Not finite where it divides by zero, or a check that it names has no count.
  double value(Map<String, Integer> names) {
    return whole.value(names);
  }

  private Term sum() {
    if (++depth > MAX_DEPTH) {
      throw problem("nested deeper than " + MAX_DEPTH);
    }
    Term left = product();
    while (true) {
      Term first = left;
      if (take('+')) {
        Term second = product();
        left = names -> first.value(names) + second.value(names);
      } else if (take('-')) {
        Term second = product();
        left = names -> first.value(names) - second.value(names);
      } else {
        depth--;
        return left;
      }
    }
  }

  private Term product() {
    Term left = factor();
    while (true) {
      Term first = left;
      if (take('*')) {
        Term second = factor();
        left = names -> first.value(names) * second.value(names);
      } else if (take('/')) {
        Term second = factor();
        left = names -> first.value(names) / second.value(names);
      } else {
        return left;
      }
    }
  }

  private Term factor() {
    if (take('(')) {
      Term inner = sum();
      expect(')');
      return inner;
    }
    String word = word();
    if (word.isEmpty()) {
      throw problem("a number, a check or a function is missing");
    }
    if (Character.isDigit(word.charAt(0))) {
      return number(word);
    }
    return take('(') ? function(word) : name(word);
  }

  private Term number(String word) {
    try {
      double value = Double.parseDouble(word);
      return _ -> value;
    } catch (NumberFormatException _) {
      throw problem("\"" + word + "\" is no number");
    }
  }

  private Term function(String name) {
    ToDoubleFunction<double[]> function = FUNCTIONS.get(name);
    if (function == null) {
      throw problem("no function \"" + name + "\"; there are " + new TreeSet<>(FUNCTIONS.keySet()));
    }
    List<Term> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (take(','));
    expect(')');
    if (arguments.size() > 1 && OF_ONE.contains(name)) {
      throw problem("\"" + name + "\" is of one value");
    }
    return names ->
        function.applyAsDouble(
            arguments.stream().mapToDouble(argument -> argument.value(names)).toArray());
  }

  private Term name(String name) {
    names.add(name);
    return values -> values.containsKey(name) ? values.get(name) : Double.NaN;
  }

  private String word() {
    skipBlanks();
    int begin = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    return text.substring(begin, at);
  }

  private static boolean isOfWord(char character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '.';
  }

  private boolean take(char wanted) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw problem("'" + wanted + "' is missing");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException problem(String what) {
    return new IllegalArgumentException(what + ", at character " + (at + 1));
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Formula formula && formula.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
