package dev.tripod.deployer.simulate;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.decide.Scaler;
import dev.tripod.deployer.scale.decide.State;
import dev.tripod.deployer.scale.decide.Verdict;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ourselves: the same decisions that the autoscaler takes.
final class Tripod implements Contender {
  /// A Monday, for schedules.
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

  private static final int MOST_REMEMBERED = 20;

  private final Policy policy;
  private final Meter meter;
  private final Plant plant;
  private final List<Scaling> recent = new ArrayList<>();
  private State state = State.INITIAL;

  Tripod(Policy policy, Load load, Plant plant) {
    this.policy = policy;
    this.meter = new Meter(policy, load.capacity());
    this.plant = plant;
  }

  @Override
  public String name() {
    return "tripod";
  }

  @Override
  public Duration interval() {
    return policy.evaluationInterval();
  }

  @Override
  public boolean waitsForDeployments() {
    return true;
  }

  @Override
  public int decide(View view) {
    Instant now = BEGIN.plusMillis(view.now());
    Verdict verdict = Scaler.decide(policy, meter.read(view, now), facts(view), state, now);
    state = verdict.state();
    if (!(verdict.decision() instanceof Decision.Scale(int from, int to, _))) {
      return view.desired();
    }
    recent.addFirst(new Scaling(now, from, to));
    if (recent.size() > MOST_REMEMBERED) {
      recent.removeLast();
    }
    return to;
  }

  private Facts facts(View view) {
    var count = new Count(view.desired(), view.desired(), view.running(), view.running());
    return Facts.of(count)
        .scaled(recent)
        .deploying(view.deploying())
        .starting(Optional.of(plant.startTime()));
  }
}
