package dev.tripod.deployer.scale.policy;

import java.util.Arrays;
import java.util.Optional;

/// Reads how checks are joined.
final class Combinations {
  static final String EXPECTED =
      "\"max\", \"min\", \"and\", \"or\", or a formula such as \"max(requests, 2 * queue)\"";

  private Combinations() {}

  static Optional<Combination> parse(String text) {
    Optional<Combination> word =
        Arrays.stream(Combination.Word.values())
            .filter(one -> one.said().equals(text))
            .map(Combination.class::cast)
            .findAny();
    try {
      return word.isPresent() ? word : Optional.of(new Combination.Computed(Formula.parse(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
