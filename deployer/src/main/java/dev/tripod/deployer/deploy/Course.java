package dev.tripod.deployer.deploy;

import dev.tripod.deployer.deploy.Verdict.Failed;
import dev.tripod.deployer.deploy.Verdict.Going;
import dev.tripod.deployer.deploy.Verdict.Succeeded;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.LiveJob;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides, look by look, what is to be done next with one job, from what is wanted and what is
/// observed. It does nothing itself. A course that is begun anew at any point, after a crash or
/// by somebody else, goes on from there and registers nothing twice.
///
///     observed -> [settling] -> [needs awaited] -> register -> followed -> end
///       |  ^                                        |           |
///       |  +------------- lost to another ----------+           |
///       |  +------------- scaled meanwhile ---------------------+
///       +-> unchanged: end
///       +-> registered as wanted, under way: followed
public final class Course {
  /// A registration is lost to somebody who scaled the job in the same moment; so many are rare.
  private static final int ROUNDS = 5;

  /// How long a rollout under way, somebody else's or an earlier one, is given to end by itself.
  private static final Duration SETTLED = Duration.ofMinutes(1);

  /// What is awaited besides the change itself, such as the last words of a check, is seen then.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final JobSpec job;
  private final Duration timeout;
  private Promotion promotion;
  private Optional<Observed> known = Optional.empty();
  private int rounds;
  private OptionalLong registered = OptionalLong.empty();
  private Optional<LiveJob> followed = Optional.empty();
  private Optional<Deployment> rolledBack = Optional.empty();
  private Optional<Duration> settlesUntil = Optional.empty();
  private Optional<Duration> needsUntil = Optional.empty();
  private Optional<Duration> staleUntil = Optional.empty();
  private Optional<Duration> endsAt = Optional.empty();

  /// A new one.
  ///
  /// @param timeout longest time to wait for what the job needs, and again for it to roll out
  public Course(JobSpec job, Duration timeout, Promotion promotion) {
    this.job = job;
    this.timeout = timeout;
    this.promotion = promotion;
  }

  /// The version whose rollout is followed, once there is one: then no more than the rollout has
  /// to be looked at.
  public Optional<LiveJob> followed() {
    return followed;
  }

  /// What is to be registered was chosen in view of this version: whoever changes more than
  /// counts from now on is not overwritten.
  public void since(LiveJob seen) {
    known = Optional.of(Observed.before(seen));
  }

  /// The modify index of the version that others must not have changed; empty while that may
  /// be any.
  public OptionalLong basis() {
    return registered.isPresent()
        ? registered
        : known.map(seen -> OptionalLong.of(seen.index())).orElse(OptionalLong.empty());
  }

  /// Nomad took the registration.
  ///
  /// @param index the modify index that it gave to the job
  public void registered(long index) {
    registered = OptionalLong.of(index);
  }

  /// Nomad refused the registration, as the job had changed since it was observed.
  public void lost() {
    rounds++;
  }

  /// A person said no to the promotion.
  public void notPromoted() {
    promotion = Promotion.NEVER;
  }

  /// What was seen of the rollout that is followed is older than it, and says nothing about it.
  public Next stale(Rollout seen, Duration now) {
    var text = "not seen: Nomad tells only what was before version %d".formatted(seen.version());
    return lookAgain(new Next.End(Outcome.FAILED, text, Optional.of(seen)), now);
  }

  private Next lookAgain(Next atLast, Duration now) {
    var until = staleUntil.orElse(now.plus(shorter(timeout, SETTLED)));
    staleUntil = Optional.of(until);
    return until.compareTo(now) > 0 ? new Next.LookAgain() : atLast;
  }

  /// Decides on what was seen before there is a rollout to follow.
  ///
  /// @param now time since some point in the past, which only grows
  public Next next(Observed seen, Duration now) {
    known = known.or(() -> Optional.of(seen));
    if (seen.torn() || isOlder(seen)) {
      return lookAgain(conflict(seen), now);
    }
    staleUntil = Optional.empty();
    if (registered.isPresent()) {
      return afterRegistration(seen, now);
    }
    if (seen.differs()) {
      return towardsRegistration(seen, now);
    }
    known = Optional.of(seen);
    return switch (Step.next(verdict(seen.rollout()))) {
      case Step.Done(String summary) -> new Next.End(Outcome.UNCHANGED, summary, seen.rollout());
      case Step.TryAgain(String failure) -> register(seen, Optional.of(failure), now);
      case Step.Watch() -> follow(seen, now);
    };
  }

  /// Nomad's indexes only grow; a job that is gone has none.
  private boolean isOlder(Observed seen) {
    var gone = registered.isEmpty() && seen.live().isEmpty();
    return !gone && seen.index() < basis().orElse(0);
  }

  /// Somebody may have been between the registration and the look.
  private Next afterRegistration(Observed seen, Duration now) {
    if (seen.index() == registered.getAsLong() || !seen.differs()) {
      return follow(seen, now);
    }
    return seen.takenBack(registered.getAsLong())
        .map(ours -> follow(ours, now))
        .orElseGet(() -> conflict(seen));
  }

  private Next follow(Observed seen, Duration now) {
    followed = seen.live();
    endsAt = endsAt.or(() -> Optional.of(now.plus(timeout)));
    return next(seen.rollout().orElseThrow(), now);
  }

  private Next towardsRegistration(Observed seen, Duration now) {
    if (rounds >= ROUNDS || known.filter(seen::changedByOthers).isPresent()) {
      return conflict(seen);
    }
    known = Optional.of(seen);
    return settling(seen, now).orElseGet(() -> register(seen, Optional.empty(), now));
  }

  /// Lets a rollout that goes well come to its end; one in trouble is not waited for. Nomad may
  /// never call an allocation healthy whose job is changed again while it starts.
  private Optional<Next> settling(Observed seen, Duration now) {
    if (seen.live().isEmpty()
        || !(verdict(seen.rollout()) instanceof Going going)
        || seen.rollout().orElseThrow().waitsForPromotion()
        || !Trouble.of(seen.rollout().get()).isEmpty()) {
      return Optional.empty();
    }
    var until = settlesUntil.orElse(now.plus(shorter(timeout, SETTLED)));
    settlesUntil = Optional.of(until);
    var text = "an earlier rollout is under way, " + going.progress();
    return until.compareTo(now) > 0
        ? Optional.of(
            awaitChange(seen.live().get(), seen.rollout().get(), going, text, until.minus(now)))
        : Optional.empty();
  }

  private Next register(Observed seen, Optional<String> failure, Duration now) {
    if (!seen.unmet().isEmpty()) {
      return need(seen.unmet().getFirst(), now);
    }
    var wanted =
        failure.isPresent()
            ? Wanted.again(job, seen.live().orElseThrow())
            : Wanted.job(job, seen.live());
    return new Next.Register(wanted, seen.index(), seen.preview(), failure);
  }

  private Next need(String service, Duration now) {
    var until = needsUntil.orElse(now.plus(timeout));
    needsUntil = Optional.of(until);
    if (until.compareTo(now) > 0) {
      return new Next.AwaitService(service, until.minus(now));
    }
    return new Next.End(
        Outcome.FAILED,
        "not submitted: no instance of %s became healthy within %s"
            .formatted(service, Words.of(timeout)),
        Optional.empty());
  }

  /// Decides on a look at the rollout that is followed.
  public Next next(Rollout seen, Duration now) {
    staleUntil = Optional.empty();
    var rollout = remembered(seen);
    var left = endsAt.orElseThrow().minus(now);
    if (rollout.superseded() && left.isPositive()) {
      followed = Optional.empty();
      return new Next.LookAgain();
    }
    return switch (Judge.verdict(job, rollout)) {
      case Failed failed -> new Next.End(Outcome.FAILED, failed.reason(), Optional.of(rollout));
      case Succeeded succeeded ->
          new Next.End(Outcome.ROLLED_OUT, succeeded.summary(), Optional.of(rollout));
      case Going going when !left.isPositive() -> late(going, rollout);
      case Going going when rollout.waitsForPromotion() -> promotion(going, rollout);
      case Going going ->
          awaitChange(followed.orElseThrow(), rollout, going, going.progress(), left);
    };
  }

  /// Nomad may forget a deployment that it rolled back before the way back is done.
  private Rollout remembered(Rollout seen) {
    rolledBack = seen.deployment().filter(Deployment::rollsBack).or(() -> rolledBack);
    return rolledBack.map(seen::with).orElse(seen);
  }

  private Next late(Going going, Rollout rollout) {
    var text = "not done after %s: %s".formatted(Words.of(timeout), going.progress());
    return new Next.End(Outcome.FAILED, text, Optional.of(rollout));
  }

  private Next promotion(Going going, Rollout rollout) {
    var deployment = rollout.deployment().orElseThrow().id();
    return switch (promotion) {
      case AUTO -> new Next.Promote(deployment);
      case ASK -> new Next.AskToPromote(deployment, Tally.of(rollout));
      case NEVER -> new Next.End(Outcome.NOT_PROMOTED, going.progress(), Optional.of(rollout));
    };
  }

  private Next conflict(Observed seen) {
    var now =
        seen.live()
            .map(live -> "it is now at version %d".formatted(live.version()))
            .orElse("it is gone now");
    var text =
        (registered.isPresent() ? "replaced" : "not registered")
            + ": somebody else changed the job meanwhile, "
            + now;
    return new Next.End(Outcome.CONFLICT, text, seen.rollout());
  }

  private static Next awaitChange(
      LiveJob live, Rollout rollout, Going going, String text, Duration within) {
    return new Next.AwaitChange(
        live, going.next(), Tally.of(rollout), text, shorter(within, LONGEST_WAIT));
  }

  private Verdict verdict(Optional<Rollout> rollout) {
    return Judge.verdict(job, rollout.orElseThrow());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
