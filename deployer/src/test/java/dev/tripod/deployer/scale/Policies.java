package dev.tripod.deployer.scale;

import dev.tripod.deployer.scale.Check.OnError;
import dev.tripod.deployer.scale.Strategy.TargetValue;
import dev.tripod.deployer.scale.Strategy.TargetValue.MetricOf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Policies of tests, said by what they differ in.
final class Policies {
  static final Duration COOLDOWN = Duration.ofSeconds(5);
  static final Duration QUERY_WINDOW = Duration.ofSeconds(10);

  private Policies() {}

  /// items, 1 to 8, target 150 within 1 %, cooldown 5 s.
  static Policy items() {
    return items(Duration.ZERO, check("rate"));
  }

  static Policy items(Duration stabilizationWindowDown, Check... checks) {
    return items(stabilizationWindowDown, Optional.empty(), Optional.empty(), List.of(checks));
  }

  static Policy items(
      Duration stabilizationWindowDown,
      Optional<Duration> cooldownOnScaleUp,
      Optional<Duration> cooldownUp,
      List<Check> checks) {
    return items(stabilizationWindowDown, cooldownOnScaleUp, cooldownUp, Duration.ZERO, checks);
  }

  /// Without any cooldown.
  static Policy itemsDelayed(Duration delayUp) {
    var none = Optional.of(Duration.ZERO);
    return items(Duration.ZERO, none, none, delayUp, List.of(check("rate")));
  }

  private static Policy items(
      Duration stabilizationWindowDown,
      Optional<Duration> cooldownOnScaleUp,
      Optional<Duration> cooldownUp,
      Duration delayUp,
      List<Check> checks) {
    return new Policy(
        "id",
        new Target("default", "items", "items"),
        true,
        1,
        8,
        Duration.ofSeconds(1),
        COOLDOWN,
        cooldownOnScaleUp,
        cooldownUp,
        delayUp,
        stabilizationWindowDown,
        checks);
  }

  static Check check(String name) {
    return check(
        name, new TargetValue(150, 0.01, MetricOf.INSTANCE, Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  static Check check(String name, TargetValue strategy) {
    return check(name, strategy, OnError.IGNORE);
  }

  static Check check(String name, TargetValue strategy, OnError onError) {
    return new Check(name, "avg(x)", "requests/s", QUERY_WINDOW, strategy, onError);
  }
}
