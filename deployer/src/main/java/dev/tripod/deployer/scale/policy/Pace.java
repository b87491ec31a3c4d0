package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Scaling;
import java.time.Duration;
import java.util.Optional;

/// How quickly a policy lets a count follow what the metrics ask for.
///
/// Cooldowns count from the last change of the count, whoever made it. After a change
///
///   - `cooldown` holds back the next one, in either direction,
///   - `cooldown_on_scale_up`, where given, takes its place if the change was an increase,
///   - `cooldown_up` (ours), where given, is all that holds back an *increase*, so that a policy
///     can react to load at once and still give up instances slowly; `cooldown_down` a *decrease*.
///
/// Where a metric is of one instance, what holds back an increase should last longer than an
/// instance takes to start plus the time that the query averages over. Until then the metric still
/// tells of the load before the change, and the same load would be answered twice. A metric of the
/// whole group needs no such pause.
///
/// @param delayUp an increase is carried out once one has been called for during this time, and to
///     the count that is called for then (ours). The first sample after a jump has seen only a part
///     of it, and Nomad takes no second count until the first has been deployed.
/// @param looksUp likewise once so many numbers in a row have called for one, each of which differs
///     from the one before it (ours)
/// @param windowUp an increase goes no higher than the lowest recommendation of this time, and
///     waits until that much has been seen (ours; as in Kubernetes' HPA)
/// @param windowDown a decrease likewise goes no lower than the highest one
/// @param zeroAfter how long nothing must have been wanted before the last instance is given up
/// @param tolerance the fraction of the desired count that a change must exceed
/// @param stepUp how much may be added in a period
/// @param stepDown how much may be removed in a period
public record Pace(
    Duration cooldown,
    Optional<Duration> cooldownOnScaleUp,
    Optional<Duration> cooldownUp,
    Optional<Duration> cooldownDown,
    Duration delayUp,
    int looksUp,
    Duration windowUp,
    Duration windowDown,
    Duration zeroAfter,
    double tolerance,
    Optional<StepLimit> stepUp,
    Optional<StepLimit> stepDown) {

  /// nomad-autoscaler's `cooldown` when the policy gives none.
  public static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(5);

  /// How long after `last` the count may not change in the given direction.
  public Duration cooldownAfter(Scaling last, boolean up) {
    Duration after = last.isUp() ? cooldownOnScaleUp.orElse(cooldown) : cooldown;
    return (up ? cooldownUp : cooldownDown).orElse(after);
  }

  public Pace windowDown(Duration window) {
    return with(cooldownUp, cooldownDown, delayUp, windowUp, window);
  }

  public Pace windowUp(Duration window) {
    return with(cooldownUp, cooldownDown, delayUp, window, windowDown);
  }

  public Pace delayUp(Duration delay) {
    return with(cooldownUp, cooldownDown, delay, windowUp, windowDown);
  }

  public Pace cooldownUp(Duration time) {
    return with(Optional.of(time), cooldownDown, delayUp, windowUp, windowDown);
  }

  public Pace cooldownDown(Duration time) {
    return with(cooldownUp, Optional.of(time), delayUp, windowUp, windowDown);
  }

  private Pace with(
      Optional<Duration> up,
      Optional<Duration> down,
      Duration delay,
      Duration above,
      Duration below) {
    return new Pace(
        cooldown,
        cooldownOnScaleUp,
        up,
        down,
        delay,
        looksUp,
        above,
        below,
        zeroAfter,
        tolerance,
        stepUp,
        stepDown);
  }
}
