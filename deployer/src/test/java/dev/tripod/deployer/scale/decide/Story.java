package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A group in a test: its policy, what is known of it, and a clock. What one look leaves behind
/// the next one knows.
final class Story {
  /// A Sunday.
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Policy policy;
  private final List<Scaling> recent = new ArrayList<>();
  private Facts facts;
  private State state = State.INITIAL;
  private Instant now = NOW;

  Story(Policy policy, int count) {
    this.policy = policy;
    this.facts = Facts.of(Count.of(count));
  }

  Story(Policy policy, Count count) {
    this.policy = policy;
    this.facts = Facts.of(count);
  }

  Instant now() {
    return now;
  }

  State state() {
    return state;
  }

  Story with(UnaryOperator<Facts> change) {
    facts = change.apply(facts);
    return this;
  }

  Story deploying(boolean deploying) {
    return with(each -> each.deploying(deploying));
  }

  Story after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Story afterMillis(long millis) {
    return after(Duration.ofMillis(millis));
  }

  /// The check `rate` has a number of now.
  Decision sees(double metric) {
    return sees(Map.of("rate", metric));
  }

  /// All checks that are given have a number of now, others none.
  Decision sees(Map<String, Double> metrics) {
    var samples = new HashMap<String, Sample>();
    metrics.forEach((key, metric) -> samples.put(key, new Sample.Value(metric, now)));
    return gets(samples);
  }

  /// The check `rate` has no number.
  Decision misses(Lack lack) {
    return gets(Map.of("rate", new Sample.Missing(lack, "no number")));
  }

  Decision gets(Map<String, Sample> samples) {
    var verdict = Scaler.decide(policy, new Samples(samples), facts, state, now);
    state = verdict.state();
    return verdict.decision();
  }

  /// Someone changes the count to one that runs at once.
  Story scaled(int to) {
    recent.addFirst(new Scaling(now, facts.count().desired(), to));
    var changed = Facts.of(Count.of(to)).scaled(recent);
    facts =
        changed
            .deploying(facts.deploying())
            .starting(facts.startTime())
            .fitting(facts.room())
            .held(facts.hold());
    return this;
  }

  /// Carries a decision out.
  int obeys(Decision decision) {
    if (decision instanceof Decision.Scale scale) {
      scaled(scale.to());
    }
    return facts.count().desired();
  }

  static Cause causeOf(Decision decision) {
    return switch (decision) {
      case Decision.Hold hold -> hold.cause();
      case Decision.Defer defer -> defer.cause();
      case Decision.Scale scale -> throw new AssertionError("scaled: " + scale.text());
    };
  }
}
