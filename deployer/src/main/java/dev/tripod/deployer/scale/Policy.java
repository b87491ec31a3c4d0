package dev.tripod.deployer.scale;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How one group scales: the job's `scaling` block, in nomad-autoscaler's words where it has one.
///
/// Cooldowns count from the last change of the count, whoever made it. After a change
///
///   - `cooldown` holds back the next one, in either direction,
///   - `cooldown_on_scale_up`, where given, takes its place if the change was an increase,
///   - `cooldown_up` (ours), where given, is all that holds back an *increase*, so that a policy
///     can react to load at once and still give up instances slowly.
///
/// Where a metric is of one instance, what holds back an increase should last longer than an
/// instance takes to start plus the time that the query averages over. Until then the metric still
/// tells of the load before the change, and the same load would be answered twice. A metric of the
/// whole group needs no such pause.
///
/// @param min fewest instances
/// @param max most instances
/// @param delayUp an increase is carried out once one has been called for during this time, and to
///     the count that is called for then (ours). The first sample after a jump has seen only a part
///     of it, and Nomad takes no second count until the first has been deployed.
/// @param stabilizationWindowDown scale-in goes no lower than the highest recommendation of this
///     time, and waits until that much has been seen (ours; as in Kubernetes' HPA)
public record Policy(
    String id,
    Target target,
    boolean enabled,
    int min,
    int max,
    Duration evaluationInterval,
    Duration cooldown,
    Optional<Duration> cooldownOnScaleUp,
    Optional<Duration> cooldownUp,
    Duration delayUp,
    Duration stabilizationWindowDown,
    List<Check> checks) {

  /// nomad-autoscaler's values when the policy gives none.
  public static final Duration DEFAULT_EVALUATION_INTERVAL = Duration.ofSeconds(10);

  public static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(5);

  public Policy {
    checks = List.copyOf(checks);
  }

  int clamp(int count) {
    return Math.clamp(count, min, max);
  }

  /// How long after `last` the count may not change in the given direction.
  Duration cooldownAfter(Scaling last, boolean up) {
    Duration after = last.isUp() ? cooldownOnScaleUp.orElse(cooldown) : cooldown;
    return up ? cooldownUp.orElse(after) : after;
  }
}
