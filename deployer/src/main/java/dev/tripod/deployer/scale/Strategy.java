package dev.tripod.deployer.scale;

/// How a metric becomes a count.
public sealed interface Strategy {

  /// The count that the metric asks for, before any limit. Never negative; saturates at
  /// `Integer.MAX_VALUE`.
  ///
  /// @param metric a finite number
  int recommend(double metric, Count count);

  /// The metric as people compare it with the goal: what falls on one running instance.
  double perInstance(double metric, Count count);

  /// `count` brought into the reach of one action from `desired`.
  int limitStep(int desired, int count);

  /// What the metric was compared with, for people: "target 150.0".
  String goal();

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
  /// is recommended but the present count. From zero instances the metric is taken as the whole
  /// load (the length of a queue).
  ///
  /// @param metricOf what the metric tells of (ours); nomad-autoscaler knows only the instance
  /// @param maxScaleUp most instances that one action adds
  /// @param maxScaleDown most instances that one action removes
  record TargetValue(
      double target, double threshold, MetricOf metricOf, int maxScaleUp, int maxScaleDown)
      implements Strategy {

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
    public int recommend(double metric, Count count) {
      double needed = perInstance(metric, count) * carriers(count) / target;
      boolean onTarget = count.desired() > 0 && Math.abs(needed / count.desired() - 1) <= threshold;
      return onTarget ? count.desired() : (int) Math.max(0, Math.ceil(needed));
    }

    @Override
    public double perInstance(double metric, Count count) {
      return metricOf == MetricOf.GROUP ? metric / carriers(count) : metric;
    }

    /// Those that share the load; from zero instances, the first one would carry all of it.
    private static int carriers(Count count) {
      return count.desired() == 0 ? 1 : Math.max(count.running(), 1);
    }

    @Override
    public int limitStep(int desired, int count) {
      long highest = (long) desired + maxScaleUp;
      long lowest = (long) desired - maxScaleDown;
      return (int) Math.clamp(count, lowest, highest);
    }

    @Override
    public String goal() {
      return "target " + Text.number(target);
    }
  }
}
