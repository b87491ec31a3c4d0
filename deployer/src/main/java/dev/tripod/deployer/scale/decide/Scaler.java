package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.State.Intent;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pure decision: policy × samples × facts × state × now → what to do, and why.
///
///     wanted > desired   scale out, as far and as soon as [Ascent] lets it
///     wanted = desired   hold
///     wanted < desired   scale in, as far and as soon as [Descent] lets it
///
/// What is wanted is said in [Wish]. While a person's hold lasts, the count stays whatever the
/// metrics say; afterwards the windows begin anew.
///
/// Nothing scales on no data: without any usable sample the count is held, but for an increase that
/// was decided before and that a deployment held back; and while a sample is missing nothing scales
/// in.
public final class Scaler {
  /// How old an increase that was held back may be, to be carried out without metrics.
  private static final Duration LONGEST_INTENT = Duration.ofMinutes(5);

  private final Policy policy;
  private final Facts facts;
  private final Count count;
  private final State state;
  private final Votes votes;
  private final Instant now;
  private final List<Trail.Step> steps = new ArrayList<>();

  private Scaler(Policy policy, Samples samples, Facts facts, State state, Instant now) {
    this.policy = policy;
    this.facts = facts;
    this.count = facts.count();
    State known = state.at(now);
    this.votes = Votes.of(policy, samples, facts, known, now);
    this.state = known.learned(votes.known(), votes.outlook().forecasts());
    this.now = now;
  }

  public static Verdict decide(
      Policy policy, Samples samples, Facts facts, State state, Instant now) {
    return new Scaler(policy, samples, facts, state, now).decide();
  }

  /// What the state is after Nomad refused a decision because it deploys the job: the increase
  /// stays wanted. The same one does not get younger by being refused again.
  public static State refused(State state, Decision.Scale scale, Instant now) {
    boolean known = state.intent().filter(intent -> intent.to() == scale.to()).isPresent();
    return scale.to() > scale.from() && !known
        ? state.intending(Optional.of(new Intent(now, scale.to())))
        : state;
  }

  private Verdict decide() {
    Optional<Hold> held = facts.hold().filter(hold -> hold.lasts(now));
    if (held.isPresent()) {
      return verdict(hold(Cause.HELD, withFirst(held.get().text(count.desired()))), state.unseen());
    }
    if (policy.schedule().isPresent() && !policy.schedule().get().activeAt(now)) {
      String when = "the policy has effect at " + policy.schedule().get();
      return verdict(hold(Cause.SCHEDULE, List.of(when)), state.unseen());
    }
    return votes.failed() ? blind() : restrained(seeing());
  }

  /// Without metrics only what was decided before them, and what needs none.
  private Verdict blind() {
    int floor = policy.floor(now).map(each -> policy.clamp(each.count())).orElse(0);
    int intended =
        state
            .intent()
            .filter(intent -> Duration.between(intent.at(), now).compareTo(LONGEST_INTENT) < 0)
            .map(Intent::to)
            .orElse(0);
    int wanted = policy.clamp(Math.max(floor, intended));
    if (Math.max(floor, intended) > count.desired() && wanted > count.desired()) {
      String why = intended >= floor ? "wanted before a deployment held it back" : "floor";
      steps.add(
          new Trail.Step(intended >= floor ? "intent" : "floor", count.desired(), wanted, why));
      var scale = new Decision.Scale(count.desired(), wanted, withFirst(why));
      return restrained(verdict(scale, state));
    }
    return verdict(hold(Cause.NO_DATA, votes.missing()), state);
  }

  private Verdict seeing() {
    if (nothingRuns()) {
      String reason = "none of %d instances runs yet".formatted(count.desired());
      return verdict(hold(Cause.NOT_RUNNING, List.of(reason)), state);
    }
    Wish wish = Wish.of(policy, facts, votes, state, now);
    steps.addAll(wish.steps());
    if (wish.count() > count.desired()) {
      return up(wish);
    }
    if (!votes.isComplete()) {
      return verdict(hold(Cause.NO_DATA, partial()), wish.state().notShort());
    }
    State next = remember(wish.state().notShort(), wish.count());
    return wish.count() == count.desired()
        ? verdict(stay(wish), next)
        : brake(new Descent(policy, facts, votes, next, wish.count(), now), next);
  }

  private Verdict up(Wish wish) {
    boolean burst =
        policy.panic().filter(panic -> panic.is(wish.count(), count.ready())).isPresent();
    State seen = remember(wish.state(), wish.count()).shortAt(now);
    State next = burst ? seen.burst(now) : seen;
    return brake(new Ascent(policy, facts, votes, next, wish.count(), burst, now), next);
  }

  private Verdict brake(Brake brake, State next) {
    brake.apply();
    steps.addAll(brake.steps());
    Decision decision =
        brake
            .held()
            .<Decision>map(held -> defer(held.cause(), brake.wanted(), held.reason()))
            .orElseGet(() -> new Decision.Scale(count.desired(), brake.count(), reasons()));
    return verdict(decision, next);
  }

  /// What holds back any change that was decided.
  private Verdict restrained(Verdict verdict) {
    if (!(verdict.decision() instanceof Decision.Scale scale)) {
      return verdict;
    }
    if (policy.dryRun()) {
      return verdict(
          scale.deferred(Cause.DRY_RUN, "the policy asks for a dry run"), verdict.state());
    }
    return facts.deploying()
        ? verdict(
            scale.deferred(Cause.DEPLOYMENT, "Nomad deploys the job"),
            refused(verdict.state(), scale, now))
        : verdict;
  }

  /// A metric of the instances says nothing while there are none.
  private boolean nothingRuns() {
    return count.running() == 0
        && count.desired() > 0
        && votes.all().stream().anyMatch(vote -> vote.check().strategy().needsInstances());
  }

  /// A partial view is not remembered: what it did not see could have asked for more. A whole one
  /// takes the place of what was intended before.
  private State remember(State before, int wanted) {
    return votes.isComplete()
        ? before
            .with(
                before.highest().with(now, wanted, policy.pace().windowDown()),
                before.lowest().with(now, wanted, policy.pace().windowUp()))
            .intending(Optional.empty())
        : before;
  }

  private Decision stay(Wish wish) {
    boolean limited =
        wish.steps().stream()
            .anyMatch(step -> step.rule().equals("max") || step.rule().equals("min"));
    return limited ? hold(Cause.AT_LIMIT, reasons()) : hold(Cause.ON_TARGET, reasons());
  }

  private List<String> partial() {
    return votes.missing().isEmpty()
        ? withFirst("nothing scales in on a number that is not of now")
        : votes.missing();
  }

  private Verdict verdict(Decision decision, State next) {
    return new Verdict(decision, next, new Trail(votes.all(), steps));
  }

  private Decision.Hold hold(Cause cause, List<String> reasons) {
    return new Decision.Hold(cause, count.desired(), reasons);
  }

  private Decision.Defer defer(Cause cause, int to, String reason) {
    return new Decision.Defer(cause, count.desired(), to, withFirst(reason));
  }

  private List<String> withFirst(String reason) {
    var reasons = new ArrayList<String>();
    reasons.add(reason);
    for (String other : reasons()) {
      if (!other.equals(reason)) {
        reasons.add(other);
      }
    }
    return reasons;
  }

  /// What changed the count on its way, then the votes. What was asked for is not what runs yet:
  /// without that, the metric alone misleads a reader.
  private List<String> reasons() {
    var reasons = new ArrayList<String>();
    steps.stream().map(Trail.Step::why).forEach(reasons::add);
    reasons.addAll(votes.reasons());
    if (count.running() != count.desired()) {
      reasons.add("%d of %d running".formatted(count.running(), count.desired()));
    }
    return reasons;
  }
}
