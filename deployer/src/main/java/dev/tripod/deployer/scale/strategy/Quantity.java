package dev.tripod.deployer.scale.strategy;

import java.util.Map;

/// A number that a strategy needs besides its metric: written in the policy, or measured.
public sealed interface Quantity {

  double in(Reading reading);

  /// PromQL by the word of the number; empty where it is written down.
  Map<String, String> queries();

  record Fixed(double value) implements Quantity {
    @Override
    public double in(Reading reading) {
      return value;
    }

    @Override
    public Map<String, String> queries() {
      return Map.of();
    }
  }

  /// A number that a query of its own tells.
  ///
  /// @param word under which the reading has the number
  record Measured(String word, String query) implements Quantity {
    @Override
    public double in(Reading reading) {
      return reading.inputs().getOrDefault(word, Double.NaN);
    }

    @Override
    public Map<String, String> queries() {
      return Map.of(word, query);
    }
  }
}
