package dev.tripod.deployer.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A group under load in simulated time: instances need a while to start, samples go missing, come
/// late or are absurd, and all of it follows from one seed.
final class Simulation {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final double TARGET = 150;

  /// What happened at one evaluation.
  ///
  /// @param held whether a person had said that the count shall stay
  /// @param needed the count that the load of this tick asks for, within the limits
  record Tick(
      Instant at, boolean held, Sample sample, Count count, int needed, Decision decision) {}

  private final SplittableRandom random;
  private final Policy policy;
  private final List<Instant> ready = new ArrayList<>();
  private final List<Tick> ticks = new ArrayList<>();
  private State state = State.INITIAL;
  private Optional<Hold> hold = Optional.empty();
  private Instant now = START;
  private double load;
  private double faultRate;

  Simulation(long seed, Policy policy) {
    this.random = new SplittableRandom(seed);
    this.policy = policy;
    this.load = random.nextDouble(TARGET * policy.max());
    this.faultRate = random.nextDouble(0.3);
    for (int i = random.nextInt(policy.min(), policy.max() + 1); i > 0; i--) {
      ready.add(START);
    }
  }

  List<Tick> ticks() {
    return ticks;
  }

  /// The load steps, drifts and trembles; samples fail; a person holds the count now and
  /// then.
  void weather(int seconds) {
    for (int second = 0; second < seconds; second++) {
      if (random.nextInt(20) == 0) {
        load = random.nextDouble(TARGET * policy.max() * 1.5);
      }
      if (random.nextInt(60) == 0) {
        hold = Optional.of(new Hold(now.plusSeconds(random.nextInt(1, 20)), "ann", "a sale"));
      }
      load = Math.max(0, load * random.nextDouble(0.95, 1.05));
      tick();
    }
  }

  /// The load stays as it is, every sample is good, and nothing is held.
  void calm(int seconds) {
    hold = Optional.empty();
    faultRate = 0;
    for (int second = 0; second < seconds; second++) {
      tick();
    }
  }

  private void tick() {
    int running = (int) ready.stream().filter(at -> !at.isAfter(now)).count();
    var count = new Count(ready.size(), running);
    Sample sample = sample(running);
    var samples = new Samples(Map.of("rate", sample));
    var verdict = Scaler.decide(policy, samples, state.held(hold), count, now);
    state = verdict.state();
    boolean held = hold.filter(each -> each.lasts(now)).isPresent();
    ticks.add(new Tick(now, held, sample, count, needed(), verdict.decision()));
    if (verdict.decision() instanceof Decision.Scale(int from, int to, _)) {
      apply(from, to);
    }
    now = now.plus(policy.evaluationInterval());
  }

  private void apply(int from, int to) {
    for (int i = from; i < to; i++) {
      ready.add(now.plusMillis(random.nextInt(500, 6000)));
    }
    while (ready.size() > to) {
      ready.removeLast();
    }
    state = state.scaled(Optional.of(new Scaling(now, from, to)));
  }

  private Sample sample(int running) {
    if (running == 0 || random.nextDouble() < faultRate / 2) {
      return new Sample.Missing("no series");
    }
    double metric = load / running;
    if (random.nextDouble() < faultRate / 2) {
      return random.nextBoolean()
          ? new Sample.Value(Double.NaN, now)
          : new Sample.Value(metric * 100, now.minus(Policies.QUERY_WINDOW).minusMillis(1));
    }
    return new Sample.Value(metric, now);
  }

  private int needed() {
    return Math.clamp((int) Math.ceil(load / TARGET), policy.min(), policy.max());
  }

  static Duration between(Tick earlier, Tick later) {
    return Duration.between(earlier.at(), later.at());
  }
}
