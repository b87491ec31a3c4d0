package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScale;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.scale.Cause;
import dev.tripod.deployer.scale.Check;
import dev.tripod.deployer.scale.Decision;
import dev.tripod.deployer.scale.Policy;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Scaler;
import dev.tripod.deployer.scale.State;
import dev.tripod.deployer.scale.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Observe, decide, act, record: one evaluation of one policy.
///
/// The group is asked for anew where a decision to scale would rest on what an earlier evaluation
/// saw of it.
///
/// The state carries over from one evaluation to the next, so an evaluator belongs to one thread.
final class Evaluator {
  private final Policy policy;
  private final Peers peers;
  private final InstantSource clock;
  private State state = State.INITIAL;

  Evaluator(Policy policy, Peers peers, InstantSource clock) {
    this.policy = policy;
    this.peers = peers;
    this.clock = clock;
  }

  /// Never throws for what a peer does.
  Evaluation evaluate(Duration lateness) {
    Instant began = clock.instant();
    try {
      GroupScale group = peers.groups().group(policy.target());
      Samples samples = samples();
      Verdict verdict = decide(group, samples);
      if (verdict.decision() instanceof Decision.Scale && group.at().isBefore(began)) {
        group = peers.groups().fresh(policy.target());
        verdict = decide(group, samples);
      }
      state = verdict.state();
      Decision decision = carryOut(verdict.decision());
      return evaluation(began, Optional.of(samples), Optional.of(group), decision, lateness);
    } catch (NomadRefused | NomadUnavailable e) {
      var hold = new Decision.Hold(Cause.NOMAD, 0, List.of("count unknown: " + e.getMessage()));
      return evaluation(began, Optional.empty(), Optional.empty(), hold, lateness);
    }
  }

  private Verdict decide(GroupScale group, Samples samples) {
    return Scaler.decide(policy, samples, known(group), group.count(), clock.instant());
  }

  private State known(GroupScale group) {
    return state.scaled(group.last()).held(group.hold());
  }

  private Samples samples() {
    Map<String, Sample> samples = new HashMap<>();
    for (Check check : policy.checks()) {
      samples.put(check.name(), peers.prometheus().query(check.query()));
    }
    return new Samples(samples);
  }

  private Decision carryOut(Decision decision) {
    return switch (decision) {
      case Decision.Scale scale -> scale(scale);
      case Decision.Hold hold -> hold;
      case Decision.Defer defer -> defer;
    };
  }

  /// Leadership is asked for once more, right before the write. What Nomad refuses stays a wish,
  /// and the next evaluation has the newer one.
  private Decision scale(Decision.Scale scale) {
    if (!peers.leads().getAsBoolean()) {
      return scale.deferred(Cause.LEADERSHIP, "another instance leads now");
    }
    try {
      peers.groups().scale(policy.target(), scale.from(), scale.to(), message(scale), meta());
      return scale;
    } catch (NomadRefused e) {
      return scale.deferred(cause(e), "Nomad: " + e.getMessage());
    } catch (NomadUnavailable e) {
      return scale.deferred(Cause.NOMAD, e.getMessage());
    }
  }

  private static Cause cause(NomadRefused refusal) {
    return refusal.deploying()
        ? Cause.DEPLOYMENT
        : refusal.conflict() ? Cause.CONFLICT : Cause.NOMAD;
  }

  private String message(Decision.Scale scale) {
    return policy.target() + " " + scale.text();
  }

  private Map<String, String> meta() {
    return Map.of("autoscaler", "tripod", "policy", policy.id(), "leader", peers.holder());
  }

  private Evaluation evaluation(
      Instant began,
      Optional<Samples> samples,
      Optional<GroupScale> group,
      Decision decision,
      Duration lateness) {
    return new Evaluation(
        began,
        policy.target(),
        samples,
        group.map(GroupScale::count),
        decision,
        lateness,
        Duration.between(began, clock.instant()));
  }
}
