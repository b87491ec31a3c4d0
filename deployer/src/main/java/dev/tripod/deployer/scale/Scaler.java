package dev.tripod.deployer.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The control law: policy × samples × state × count × now → what to do, with reasons. Pure; the
/// clock and the metrics come in from outside.
///
///     recommended = the highest of all checks, within min and max
///
///     recommended > desired   scale out, unless that has not been called for long enough or the
///                             last change is too recent
///     recommended = desired   hold
///     recommended < desired   scale in to the highest recommendation of the stabilization window,
///                             unless the window is not yet covered or the last change too recent
///
/// While a person's hold lasts, the count stays whatever the metrics say; afterwards the
/// window of scale-in begins anew.
///
/// Nothing scales on no data: without any usable sample the count is held, and while a sample is
/// missing nothing scales in.
public final class Scaler {
  private final Policy policy;
  private final Count count;
  private final State state;
  private final Votes votes;
  private final Instant now;

  private Scaler(Policy policy, Samples samples, State state, Count count, Instant now) {
    this.policy = policy;
    this.count = count;
    this.state = state;
    this.votes = Votes.of(policy, samples, count, now);
    this.now = now;
  }

  public static Verdict decide(
      Policy policy, Samples samples, State state, Count count, Instant now) {
    return new Scaler(policy, samples, state, count, now).decide();
  }

  private Verdict decide() {
    var held = state.hold().filter(hold -> hold.lasts(now));
    if (held.isPresent()) {
      var reason = held.get().text(count.desired());
      return new Verdict(hold(Cause.HELD, withFirst(reason)), state.unseen());
    }
    if (votes.failed()) {
      return new Verdict(hold(Cause.NO_DATA, votes.missing()), state);
    }
    if (count.running() == 0 && count.desired() > 0) {
      var reason = "none of %d instances runs yet".formatted(count.desired());
      return new Verdict(hold(Cause.NOT_RUNNING, List.of(reason)), state);
    }
    int recommended = policy.clamp(votes.winner().recommended());
    if (recommended > count.desired()) {
      State next = remember(recommended).shortAt(now);
      return new Verdict(scaleOut(recommended, next.shortSince().orElse(now)), next);
    }
    if (!votes.isComplete()) {
      return new Verdict(hold(Cause.NO_DATA, votes.missing()), state.notShort());
    }
    State next = remember(recommended).notShort();
    return new Verdict(
        recommended == count.desired() ? stay() : scaleIn(recommended, next.peaks()), next);
  }

  /// A partial view is not remembered: what it did not see could have asked for more.
  private State remember(int recommended) {
    return votes.isComplete()
        ? state.with(state.peaks().with(now, recommended, policy.stabilizationWindowDown()))
        : state;
  }

  private Decision stay() {
    int wanted = votes.winner().recommended();
    if (wanted == count.desired()) {
      return hold(Cause.ON_TARGET, reasons());
    }
    var limit =
        wanted > policy.max()
            ? "%d wanted, max is %d".formatted(wanted, policy.max())
            : "%d wanted, min is %d".formatted(wanted, policy.min());
    return hold(Cause.AT_LIMIT, withFirst(limit));
  }

  private Decision scaleOut(int recommended, Instant since) {
    var waited = Duration.between(since, now);
    if (waited.compareTo(policy.delayUp()) < 0) {
      return defer(
          Cause.DELAY,
          recommended,
          "called for since %s, delay %s"
              .formatted(Text.seconds(waited), Text.seconds(policy.delayUp())));
    }
    return change(votes.winner().limitStep(count.desired(), recommended));
  }

  private Decision scaleIn(int recommended, Peaks peaks) {
    Duration window = policy.stabilizationWindowDown();
    if (!peaks.cover(window, now)) {
      var seen = Duration.between(peaks.since().orElse(now), now);
      return defer(
          Cause.STABILIZING,
          recommended,
          "scale-in needs %s of metrics, %s seen"
              .formatted(Text.seconds(window), Text.seconds(seen)));
    }
    Peaks.Peak highest = peaks.highest();
    if (highest.count() >= count.desired()) {
      return defer(
          Cause.STABILIZING,
          recommended,
          "%d needed %s ago, window %s"
              .formatted(
                  highest.count(),
                  Text.seconds(Duration.between(highest.at(), now)),
                  Text.seconds(window)));
    }
    return change(votes.winner().limitStep(count.desired(), highest.count()));
  }

  private Decision change(int to) {
    var remaining = coolingFor(to > count.desired());
    return remaining.isPresent()
        ? defer(
            Cause.COOLDOWN,
            to,
            "cooling down for another %s".formatted(Text.seconds(remaining.get())))
        : new Decision.Scale(count.desired(), to, reasons());
  }

  /// What is left of the cooldown; empty once it is over.
  private Optional<Duration> coolingFor(boolean up) {
    return state
        .last()
        .map(last -> policy.cooldownAfter(last, up).minus(Duration.between(last.at(), now)))
        .filter(Duration::isPositive);
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
    reasons.addAll(reasons());
    return reasons;
  }

  /// What was asked for is not what runs yet: without that, the metric alone misleads a reader.
  private List<String> reasons() {
    var reasons = new ArrayList<>(votes.reasons());
    if (count.running() != count.desired()) {
      reasons.add("%d of %d running".formatted(count.running(), count.desired()));
    }
    return reasons;
  }
}
