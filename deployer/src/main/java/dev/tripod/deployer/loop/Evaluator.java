package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScale;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.decide.Scaler;
import dev.tripod.deployer.scale.decide.State;
import dev.tripod.deployer.scale.decide.Verdict;
import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
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
  private final StartTime startTime = new StartTime();
  private final Prospect prospect;
  private State state = State.INITIAL;

  /// When Nomad last refused since it deploys the job. It is not asked again before something of
  /// the job has changed.
  private Optional<Instant> refusedAt = Optional.empty();

  Evaluator(Policy policy, Peers peers, InstantSource clock) {
    this.policy = policy;
    this.peers = peers;
    this.clock = clock;
    this.prospect = new Prospect(peers.groups(), policy.target());
  }

  /// Never throws for what a peer does.
  Evaluation evaluate(Duration lateness) {
    Instant began = clock.instant();
    try {
      GroupScale group = peers.groups().group(policy.target());
      Samples samples = samples();
      Facts facts = facts(group);
      Verdict verdict = decide(facts, samples);
      if (verdict.decision().wanted() > group.count().desired()
          && prospect.look(verdict.decision().wanted(), clock.instant())) {
        facts = facts(group);
        verdict = decide(facts, samples);
      }
      if (verdict.decision() instanceof Decision.Scale && group.at().isBefore(began)) {
        facts = facts(peers.groups().fresh(policy.target()));
        verdict = decide(facts, samples);
      }
      state = verdict.state();
      startTime.see(facts, clock.instant());
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

  private Verdict decide(Facts facts, Samples samples) {
    return Scaler.decide(policy, samples, facts, state, clock.instant());
  }

  private Facts facts(GroupScale group) {
    return Facts.of(group.count())
        .scaled(group.recent())
        .held(group.hold())
        .deploying(refusedAt.filter(at -> !group.at().isAfter(at)).isPresent())
        .starting(startTime.mean())
        .fitting(prospect.room(clock.instant()));
  }

  private Samples samples() {
    Map<String, Sample> samples = new HashMap<>();
    for (Check check : policy.checks()) {
      check.queries().forEach(query -> ask(query, check, samples));
    }
    return new Samples(samples);
  }

  /// Where the number of a week ago may have to take its place, it is asked for only then.
  private void ask(Query query, Check check, Map<String, Sample> samples) {
    Sample sample = peers.prometheus().query(query);
    samples.put(query.key(), sample);
    boolean number = sample instanceof Sample.Value(double value, _, _) && Double.isFinite(value);
    if (!number && check.fallbacks().needLastWeek()) {
      samples.put(query.lastWeek().key(), peers.prometheus().query(query.lastWeek()));
    }
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
      peers.groups().scale(policy.target(), scale.from(), scale.to(), message(scale), meta());
      return evaluation.answered("accepted");
    } catch (NomadRefused e) {
      if (e.deploying()) {
        refusedAt = Optional.of(clock.instant());
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
