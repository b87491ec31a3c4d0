package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.policy.Pace;
import dev.tripod.deployer.scale.policy.Panic;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;

/// The way down.
final class Descent extends Brake {

  Descent(Policy policy, Facts facts, Votes votes, State state, int wanted, Instant now) {
    super(policy, facts, votes, state, wanted, now);
  }

  @Override
  void apply() {
    Pace pace = policy.pace();
    policy.panic().ifPresent(this::waitForBurst);
    stabilize(state.highest(), pace.windowDown(), "scale-in");
    limitAction();
    pace.stepDown()
        .map(step -> Math.min(step.lowest(facts, now), desired()))
        .filter(lowest -> lowest > reached())
        .ifPresent(lowest -> limit(lowest, Cause.STEP_LIMIT, "step_down ends at " + lowest));
    keepReady();
    cool(false);
  }

  private void waitForBurst(Panic panic) {
    state
        .burstAt()
        .map(at -> panic.window().minus(Duration.between(at, now)))
        .filter(Duration::isPositive)
        .ifPresent(left -> hold(Cause.PANIC, "after a burst for another " + Text.seconds(left)));
  }

  /// Nomad may end those that are ready and keep those that start. Even then enough must be left.
  private void keepReady() {
    int starting = facts.count().starting();
    limit(
        Math.min(desired(), reached() + starting),
        Cause.NOT_READY,
        "%d are not ready, and Nomad may end the others".formatted(starting));
  }
}
