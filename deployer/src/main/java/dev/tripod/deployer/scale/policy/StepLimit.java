package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How far the count may move within a period, in one direction; of instances and percent the one
/// that allows more. After the `behavior` of Kubernetes' HPA.
///
/// @param percent of the count at the begin of the period, or of one instance where there was none;
///     rounded up
public record StepLimit(OptionalInt instances, OptionalDouble percent, Duration period) {

  /// The highest count that may be asked for now.
  public int highest(Facts facts, Instant now) {
    int base = Math.min(facts.countAt(now.minus(period)), facts.count().desired());
    double byInstances = (double) base + instances.orElse(0);
    double byPercent =
        percent.isPresent() ? base + Math.ceil(Math.max(base, 1) * percent.getAsDouble() / 100) : 0;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(byInstances, byPercent));
  }

  /// The lowest count that may be asked for now.
  public int lowest(Facts facts, Instant now) {
    int base = Math.max(facts.countAt(now.minus(period)), facts.count().desired());
    int byInstances = instances.isPresent() ? base - instances.getAsInt() : base;
    double byPercent =
        percent.isPresent() ? base - Math.ceil(base * percent.getAsDouble() / 100) : base;
    return (int) Math.max(0, Math.min(byInstances, byPercent));
  }
}
