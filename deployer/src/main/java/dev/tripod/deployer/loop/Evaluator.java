package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScale;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.decide.Scaler;
import dev.tripod.deployer.scale.decide.State;
import dev.tripod.deployer.scale.decide.Verdict;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Observe, decide, act, record: one evaluation of one policy.
///
/// The state carries over from one evaluation to the next, so an evaluator belongs to one thread.
final class Evaluator {
  private final Policy policy;
  private final Peers peers;
  private final InstantSource clock;
  private final StartTime startTime = new StartTime();
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
      Facts facts = facts(peers.nomad().group(policy.target()));
      Samples samples = samples();
      Instant now = clock.instant();
      startTime.see(facts, now);
      Verdict verdict = Scaler.decide(policy, samples, facts, state, now);
      state = verdict.state();
      var record =
          new Evaluation(
              began,
              policy.target(),
              Optional.of(samples),
              Optional.of(facts),
              verdict.decision(),
              verdict.trail(),
              Optional.empty(),
              lateness,
              Duration.ZERO);
      return carryOut(record).took(Duration.between(began, clock.instant()));
    } catch (NomadRefused | NomadUnavailable e) {
      return Evaluation.unknown(
              began, policy.target(), "count unknown: " + e.getMessage(), lateness)
          .took(Duration.between(began, clock.instant()));
    }
  }

  private Facts facts(GroupScale group) {
    return Facts.of(group.count())
        .scaled(group.last().stream().toList())
        .held(group.hold())
        .starting(startTime.mean());
  }

  private Samples samples() {
    Map<String, Sample> samples = new HashMap<>();
    policy
        .queries()
        .forEach(query -> samples.put(query.key(), peers.prometheus().query(query.promql())));
    return new Samples(samples);
  }

  private Evaluation carryOut(Evaluation evaluation) {
    return evaluation.decision() instanceof Decision.Scale scale
        ? scale(evaluation, scale)
        : evaluation;
  }

  /// Leadership is asked for once more, right before the write. What Nomad refuses stays a wish,
  /// and the next evaluation has the newer one.
  private Evaluation scale(Evaluation evaluation, Decision.Scale scale) {
    if (!peers.leads().getAsBoolean()) {
      return evaluation.deferred(scale, Cause.LEADERSHIP, "another instance leads now");
    }
    try {
      peers.nomad().scale(policy.target(), scale.from(), scale.to(), message(scale), meta());
      return evaluation.answered("accepted");
    } catch (NomadRefused e) {
      if (e.deploying()) {
        state = Scaler.refused(state, scale, evaluation.at());
      }
      return evaluation
          .deferred(scale, cause(e), "Nomad: " + e.getMessage())
          .answered(String.valueOf(e.getMessage()));
    } catch (NomadUnavailable e) {
      return evaluation
          .deferred(scale, Cause.NOMAD, String.valueOf(e.getMessage()))
          .answered(String.valueOf(e.getMessage()));
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
}
