package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Text;

/// The metric is the count, its fraction dropped. As nomad-autoscaler has it.
public record PassThrough(MaxStep step) implements Strategy {

  @Override
  public int recommend(Reading reading, Count count) {
    return (int) Math.max(0, reading.metric());
  }

  @Override
  public String reason(Reading reading, Count count, String unit) {
    return "the query asks for " + Text.number(reading.metric());
  }

  @Override
  public int limitStep(int desired, int count) {
    return step.limit(desired, count);
  }
}
