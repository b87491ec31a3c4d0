package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;

/// Always the same count, whatever any metric says. As nomad-autoscaler has it.
public record FixedValue(int value) implements Strategy {

  @Override
  public int recommend(Reading reading, Count count) {
    return value;
  }

  @Override
  public String reason(Reading reading, Count count, String unit) {
    return "fixed value " + value;
  }

  @Override
  public boolean needsMetric() {
    return false;
  }
}
