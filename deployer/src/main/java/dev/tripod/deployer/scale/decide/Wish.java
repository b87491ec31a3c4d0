package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.policy.Floor;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The count that is wanted, whatever may hold it back:
///
///     the checks' counts, joined as the policy says
///       ≥ what is foreseen, where forecasts were right lately
///       = the desired count, where the difference is within the tolerance
///       ≥ the floor of this time
///       ≥ 1, until nothing has been wanted for long enough
///       within min and max
final class Wish {
  private final Policy policy;
  private final Facts facts;
  private final Instant now;
  private final List<Trail.Step> steps = new ArrayList<>();
  private final int joined;
  private State state;
  private int count;

  private Wish(Policy policy, Facts facts, Votes votes, State state, Instant now) {
    this.policy = policy;
    this.facts = facts;
    this.now = now;
    this.state = state;
    int desired = facts.count().desired();
    // Without any vote (all checks are outside their schedules) only floors are left.
    this.joined =
        votes.all().isEmpty()
            ? desired
            : policy.combination().join(votes.all().stream().map(Vote::want).toList(), desired);
    this.count = joined;
    votes.outlook().most().ifPresent(seen -> atLeast(seen.count(), "forecast", seen.why()));
    tolerate();
    floor();
    keepLast();
    clamp();
  }

  static Wish of(Policy policy, Facts facts, Votes votes, State state, Instant now) {
    return new Wish(policy, facts, votes, state, now);
  }

  int count() {
    return count;
  }

  /// What the checks alone want.
  int joined() {
    return joined;
  }

  State state() {
    return state;
  }

  List<Trail.Step> steps() {
    return steps;
  }

  private void floor() {
    Optional<Floor> floor = policy.floor(now);
    floor.ifPresent(
        each -> atLeast(each.count(), "floor", "floor " + each.name() + ": " + each.schedule()));
  }

  /// The last instance is given up late, since starting the first one takes longest.
  private void keepLast() {
    Instant since = state.idleSince().orElse(now);
    state = state.idle(count == 0 ? Optional.of(since) : Optional.empty());
    Duration idle = Duration.between(since, now);
    Duration after = policy.pace().zeroAfter();
    if (count == 0 && facts.count().desired() > 0 && idle.compareTo(after) < 0) {
      atLeast(
          1,
          "scale_to_zero_after",
          "nothing wanted for %s, the last goes after %s"
              .formatted(Text.seconds(idle), Text.seconds(after)));
    }
  }

  private void clamp() {
    int clamped = policy.clamp(count);
    String limit = count > policy.max() ? "max" : "min";
    change(clamped, limit, "%d wanted, %s is %d".formatted(count, limit, clamped));
  }

  private void tolerate() {
    int desired = facts.count().desired();
    double difference = Math.abs(count - desired);
    if (difference <= policy.pace().tolerance() * desired) {
      change(
          desired,
          "tolerance",
          "%d wanted, within %s %% of %d"
              .formatted(count, Text.number(policy.pace().tolerance() * 100), desired));
    }
  }

  private void atLeast(int least, String rule, String why) {
    change(Math.max(count, least), rule, why);
  }

  private void change(int to, String rule, String why) {
    if (to != count) {
      steps.add(new Trail.Step(rule, count, to, why));
      count = to;
    }
  }
}
