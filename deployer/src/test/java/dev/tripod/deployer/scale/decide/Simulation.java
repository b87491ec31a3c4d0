package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A group under load in simulated time, and two autoscalers of which one leads. Instances need a
/// while to start, and Nomad refuses changes meanwhile; samples go missing, come late or are
/// absurd; answers of Nomad get lost or come twice; leaders change, freeze with a decision in
/// their hands and carry it out late; clocks step. All of it follows from one seed.
final class Simulation {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final double TARGET = 150;
  private static final int FREEZE_MOST_SECONDS = 60;

  /// What happened at one evaluation.
  ///
  /// @param held whether a person had said that the count shall stay
  /// @param needed the count that the load of this tick asks for, within the limits
  /// @param applied whether the count was changed
  record Tick(
      Instant at,
      boolean held,
      Sample sample,
      Count count,
      int needed,
      Decision decision,
      boolean deploying,
      boolean applied) {}

  /// A leader that stopped between its decision and its write.
  private record Frozen(Decision.Scale scale, long index, Instant until) {}

  private final SplittableRandom random;
  private final Policy policy;
  private final boolean ofGroup;
  private final List<Instant> ready = new ArrayList<>();
  private final List<Scaling> recent = new ArrayList<>();
  private final List<Tick> ticks = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private State state = State.INITIAL;
  private Optional<Hold> hold = Optional.empty();
  private Optional<Frozen> frozen = Optional.empty();
  private Instant now = START;
  private Instant deployedAt = START;
  private final boolean clockSteps;
  private Duration clockError = Duration.ZERO;
  private long index;
  private double load;
  private double faultRate;

  /// @param clockSteps whether the clock is among the faults; then no length of time means anything
  Simulation(long seed, Policy policy, boolean clockSteps) {
    this.random = new SplittableRandom(seed);
    this.policy = policy;
    this.ofGroup = policy.checks().stream().noneMatch(one -> one.strategy().needsInstances());
    this.clockSteps = clockSteps;
    this.load = random.nextDouble(TARGET * policy.max());
    this.faultRate = random.nextDouble(0.3);
    for (int i = random.nextInt(policy.min(), policy.max() + 1); i > 0; i--) {
      ready.add(START);
    }
  }

  List<Tick> ticks() {
    return ticks;
  }

  /// Writes of a leader that had stopped leading, that changed something which the newer one had
  /// changed meanwhile.
  List<String> foreign() {
    return foreign;
  }

  /// The load steps, drifts and trembles; all kinds of faults; a person holds the count now and
  /// then.
  void weather(int seconds) {
    for (int second = 0; second < seconds; second++) {
      if (random.nextInt(20) == 0) {
        load = random.nextDouble(TARGET * policy.max() * 1.5);
      }
      if (random.nextInt(60) == 0) {
        hold = Optional.of(new Hold(now.plusSeconds(random.nextInt(1, 20)), "ann", "a sale"));
      }
      if (clockSteps && random.nextInt(80) == 0) {
        clockError = Duration.ofSeconds(random.nextInt(-300, 300));
      }
      if (random.nextInt(50) == 0) {
        state = State.INITIAL;
      }
      load = Math.max(0, load * random.nextDouble(0.95, 1.05));
      tick();
    }
  }

  /// The load stays as it is, every sample is good, and nothing is held.
  void calm(int seconds) {
    hold = Optional.empty();
    faultRate = 0;
    clockError = Duration.ZERO;
    for (int second = 0; second < seconds; second++) {
      tick();
    }
  }

  private void tick() {
    thaw();
    Instant seen = now.plus(clockError);
    int running = (int) ready.stream().filter(at -> !at.isAfter(now)).count();
    var count = new Count(ready.size(), ready.size(), running, running);
    boolean deploying = now.isBefore(deployedAt);
    Sample sample = sample(running, seen);
    var facts = Facts.of(count).scaled(recent).held(hold.map(this::asSeen)).deploying(deploying);
    var samples = new Samples(Map.of("rate", sample));
    var verdict = Scaler.decide(policy, samples, facts, state, seen);
    state = verdict.state();
    boolean held = hold.filter(each -> each.lasts(now)).isPresent();
    boolean applied = verdict.decision() instanceof Decision.Scale scale && write(scale);
    ticks.add(new Tick(now, held, sample, count, needed(), verdict.decision(), deploying, applied));
    now = now.plus(policy.evaluationInterval());
  }

  /// A hold is of a person's clock; ours is wrong by the same in all that it compares.
  private Hold asSeen(Hold each) {
    return new Hold(each.until().plus(clockError), each.by(), each.reason());
  }

  /// The write may be lost, be done and its answer lost, arrive twice, or come late by a freeze.
  private boolean write(Decision.Scale scale) {
    if (random.nextDouble() >= faultRate) {
      return apply(scale, index);
    }
    return switch (random.nextInt(4)) {
      case 0 -> false;
      case 1 -> {
        boolean first = apply(scale, index);
        if (apply(scale, index - 1)) {
          foreign.add(now + " a doubled write was taken: " + scale.text());
        }
        yield first;
      }
      case 2 -> {
        // Another leads meanwhile, and knows nothing of the past.
        int seconds = random.nextInt(1, FREEZE_MOST_SECONDS);
        frozen = Optional.of(new Frozen(scale, index, now.plusSeconds(seconds)));
        state = State.INITIAL;
        yield false;
      }
      default -> apply(scale, index);
    };
  }

  private void thaw() {
    if (frozen.isPresent() && !now.isBefore(frozen.get().until())) {
      Frozen leader = frozen.get();
      frozen = Optional.empty();
      boolean changedMeanwhile = leader.index() != index;
      // Leadership is asked for before each write, but a freeze can come in between.
      if (random.nextInt(10) == 0 && apply(leader.scale(), leader.index()) && changedMeanwhile) {
        foreign.add(now + " a thawed leader's write was taken: " + leader.scale().text());
      }
    }
  }

  /// As Nomad does it: bound to the index of the reading, and not while it deploys.
  private boolean apply(Decision.Scale scale, long read) {
    if (read != index || now.isBefore(deployedAt) || ready.size() != scale.from()) {
      return false;
    }
    index++;
    Instant slowest = now;
    for (int i = scale.from(); i < scale.to(); i++) {
      Instant at = now.plusMillis(random.nextInt(500, 6000));
      ready.add(at);
      slowest = at.isAfter(slowest) ? at : slowest;
    }
    while (ready.size() > scale.to()) {
      ready.removeLast();
    }
    deployedAt = slowest;
    recent.addFirst(new Scaling(now, scale.from(), scale.to()));
    return true;
  }

  private Sample sample(int running, Instant seen) {
    if ((running == 0 && !ofGroup) || random.nextDouble() < faultRate / 2) {
      return new Sample.Missing(Lack.EMPTY, "no series");
    }
    double metric = ofGroup ? load : load / running;
    if (random.nextDouble() < faultRate / 2) {
      return random.nextBoolean()
          ? new Sample.Value(Double.NaN, seen)
          : new Sample.Value(metric * 100, seen.minus(Policies.QUERY_WINDOW).minusMillis(1));
    }
    return new Sample.Value(metric, seen);
  }

  private int needed() {
    return Math.clamp((int) Math.ceil(load / TARGET), policy.min(), policy.max());
  }

  static Duration between(Tick earlier, Tick later) {
    return Duration.between(earlier.at(), later.at());
  }
}
