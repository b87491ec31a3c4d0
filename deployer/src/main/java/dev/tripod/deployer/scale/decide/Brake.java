package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lets a count only go a part of the way to the wanted one, or not yet, rule after rule. The
/// first rule that leaves nothing to change is the cause that is told.
abstract class Brake {
  final Policy policy;
  final Facts facts;
  final Votes votes;
  final State state;
  final Instant now;
  private final int wanted;
  private final List<Trail.Step> steps = new ArrayList<>();
  private int count;
  private Optional<Held> held = Optional.empty();

  /// Why nothing is changed now.
  record Held(Cause cause, String reason) {}

  Brake(Policy policy, Facts facts, Votes votes, State state, int wanted, Instant now) {
    this.policy = policy;
    this.facts = facts;
    this.votes = votes;
    this.state = state;
    this.now = now;
    this.wanted = wanted;
    this.count = wanted;
  }

  /// Goes through the rules.
  abstract void apply();

  /// The count to ask for now; the desired one where something holds it.
  int count() {
    return held.isPresent() ? desired() : count;
  }

  int wanted() {
    return wanted;
  }

  Optional<Held> held() {
    return held;
  }

  List<Trail.Step> steps() {
    return steps;
  }

  int desired() {
    return facts.count().desired();
  }

  /// What is left of the way; nothing once it is held.
  int reached() {
    return count;
  }

  /// Nothing may change now.
  void hold(Cause cause, String reason) {
    if (held.isEmpty()) {
      held = Optional.of(new Held(cause, reason));
      steps.add(new Trail.Step(cause.label(), count, desired(), reason));
    }
  }

  /// Only a part of what is left of the way: a rule neither lengthens it nor turns it round.
  void limit(int most, Cause cause, String reason) {
    int to = Math.clamp(most, Math.min(desired(), count), Math.max(desired(), count));
    if (held.isPresent() || to == count) {
      return;
    }
    if (to == desired()) {
      hold(cause, reason);
    } else {
      steps.add(new Trail.Step(cause.label(), count, to, reason));
      count = to;
    }
  }

  /// What the highest vote lets one action do.
  void limitAction() {
    votes.all().stream()
        .filter(vote -> vote.recommended() == wanted)
        .findFirst()
        .or(() -> votes.all().stream().findFirst())
        .map(vote -> vote.limitStep(desired(), count))
        .ifPresent(to -> limit(to, Cause.STEP_LIMIT, "one action of the check goes to " + to));
  }

  /// A change that lies farther in the future than its cooldown is long comes from a clock that is
  /// wrong, and holds nothing.
  void cool(boolean up) {
    facts
        .last()
        .map(
            last -> {
              Duration cooldown = policy.pace().cooldownAfter(last, up);
              Duration left = cooldown.minus(Duration.between(last.at(), now));
              return left.compareTo(cooldown.multipliedBy(2)) > 0 ? Duration.ZERO : left;
            })
        .filter(Duration::isPositive)
        .ifPresent(left -> hold(Cause.COOLDOWN, "cooling down for another " + Text.seconds(left)));
  }

  /// Waits until a window was seen whole, and goes no further than its extreme.
  void stabilize(Extremes extremes, Duration window, String change) {
    if (window.isZero()) {
      return;
    }
    if (!extremes.cover(window, now)) {
      var seen = Duration.between(extremes.since().orElse(now), now);
      hold(
          Cause.STABILIZING,
          "%s needs %s of metrics, %s seen"
              .formatted(change, Text.seconds(window), Text.seconds(seen)));
      return;
    }
    Extremes.At extreme = extremes.extreme();
    limit(
        extreme.count(),
        Cause.STABILIZING,
        "%d needed %s ago, window %s"
            .formatted(
                extreme.count(),
                Text.seconds(Duration.between(extreme.at(), now)),
                Text.seconds(window)));
  }
}
