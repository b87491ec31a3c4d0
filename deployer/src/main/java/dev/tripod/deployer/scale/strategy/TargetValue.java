package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Text;

/// Keeps the metric per instance near a target.
///
///     load         = metric            where the metric is of the whole group
///                  = running × metric  where it is of one instance
///     recommended  = ceil(load / target)
///
/// The load is compared with what is *desired*. So capacity that is on its way is not asked for a
/// second time: 2 running of 6 desired, each at three times the target, is a load for 6, which is
/// what was already asked for. `running` rather than Nomad's `healthy`: an instance that was
/// rescheduled outside of a deployment never gets a health and would be missing from the load for
/// good.
///
/// Within `threshold` (a fraction, of the load that `desired` instances carry at target) nothing
/// is recommended but the present count. From zero instances the metric is taken as the whole load
/// (the length of a queue).
///
/// @param target what one instance is meant to carry; 0 (a queue that shall be empty) counts as 1,
///     as in nomad-autoscaler
/// @param metricOf what the metric tells of (ours); nomad-autoscaler knows only the instance
public record TargetValue(double target, double threshold, MetricOf metricOf, MaxStep step)
    implements Forecastable {

  /// Whose value a metric is.
  public enum MetricOf {
    /// The average of those that report. It shrinks as instances join.
    INSTANCE,
    /// The sum, or what arrives for all of them. It stays the same whatever runs.
    GROUP
  }

  /// nomad-autoscaler's `threshold` when the policy gives none.
  public static final double DEFAULT_THRESHOLD = 0.01;

  @Override
  public int recommend(Reading reading, Count count) {
    double needed = load(reading, count) / divisor();
    boolean onTarget = count.desired() > 0 && Math.abs(needed / count.desired() - 1) <= threshold;
    return onTarget ? count.desired() : Strategy.whole(needed);
  }

  @Override
  public double load(Reading reading, Count count) {
    return perInstance(reading, count) * carriers(count);
  }

  @Override
  public int countFor(double load, Reading reading) {
    return Strategy.whole(load / divisor());
  }

  @Override
  public String reason(Reading reading, Count count, String unit) {
    return "%s %s per instance, target %s"
        .formatted(Text.number(perInstance(reading, count)), unit, Text.number(target));
  }

  @Override
  public int limitStep(int desired, int count) {
    return step.limit(desired, count);
  }

  @Override
  public boolean needsInstances() {
    return metricOf == MetricOf.INSTANCE;
  }

  private double divisor() {
    return target == 0 ? 1 : target;
  }

  private double perInstance(Reading reading, Count count) {
    return metricOf == MetricOf.GROUP ? reading.metric() / carriers(count) : reading.metric();
  }

  /// Those that share the load; from zero instances, the first one would carry all of it.
  private static int carriers(Count count) {
    return count.desired() == 0 ? 1 : Math.max(count.running(), 1);
  }
}
