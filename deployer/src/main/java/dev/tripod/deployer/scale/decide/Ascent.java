package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Room;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.policy.Pace;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;

/// The way up. In a burst nothing but the cluster's room and the check's own step limits it.
final class Ascent extends Brake {
  /// A number may stay the same for good: then it need not change to be believed.
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final boolean burst;

  Ascent(
      Policy policy,
      Facts facts,
      Votes votes,
      State state,
      int wanted,
      boolean burst,
      Instant now) {
    super(policy, facts, votes, state, wanted, now);
    this.burst = burst;
  }

  @Override
  void apply() {
    limitAction();
    facts.room().ifPresent(this::fit);
    if (!burst) {
      Pace pace = policy.pace();
      state.shortage().ifPresent(shortage -> delay(shortage, pace));
      stabilize(state.lowest(), pace.windowUp(), "scale-out");
      pace.stepUp()
          .map(step -> Math.max(step.highest(facts, now), desired()))
          .filter(highest -> highest < reached())
          .ifPresent(highest -> limit(highest, Cause.STEP_LIMIT, "step_up ends at " + highest));
      cool(true);
    }
  }

  private void delay(Shortage shortage, Pace pace) {
    var waited = Duration.between(shortage.since(), now);
    if (waited.compareTo(pace.delayUp()) < 0) {
      hold(
          Cause.DELAY,
          "called for since %s, delay %s"
              .formatted(Text.seconds(waited), Text.seconds(pace.delayUp())));
    } else if (shortage.looks() < pace.looksUp() && waited.compareTo(LONGEST_LOOK) < 0) {
      hold(
          Cause.DELAY,
          "called for by %d of %d numbers, since %s"
              .formatted(shortage.looks(), pace.looksUp(), Text.seconds(waited)));
    }
  }

  private void fit(Room room) {
    if (room.count() < reached()) {
      limit(
          room.count(),
          Cause.NO_ROOM,
          "%d wanted, %d fit: %s".formatted(wanted(), room.count(), room.lacking()));
    }
  }
}
