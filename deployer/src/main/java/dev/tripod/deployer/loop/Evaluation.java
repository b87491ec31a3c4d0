package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.decide.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The record of one evaluation: what was seen, what was decided, and what came of it.
///
/// @param samples empty when Nomad did not tell the count, so nothing was asked
/// @param facts empty likewise
/// @param trail how the decision came about
/// @param answer what Nomad said to a change; empty where none was asked for
/// @param lateness how long after its due time the evaluation began
public record Evaluation(
    Instant at,
    Target target,
    Optional<Samples> samples,
    Optional<Facts> facts,
    Decision decision,
    Trail trail,
    Optional<String> answer,
    Duration lateness,
    Duration took) {

  /// An evaluation that came to nothing, since Nomad did not tell the count.
  static Evaluation unknown(Instant at, Target target, String reason, Duration lateness) {
    return new Evaluation(
        at,
        target,
        Optional.empty(),
        Optional.empty(),
        new Decision.Hold(Cause.NOMAD, 0, List.of(reason)),
        Trail.NONE,
        Optional.empty(),
        lateness,
        Duration.ZERO);
  }

  public Optional<Count> count() {
    return facts.map(Facts::count);
  }

  Evaluation took(Duration took) {
    return new Evaluation(at, target, samples, facts, decision, trail, answer, lateness, took);
  }

  Evaluation answered(String answer) {
    return new Evaluation(
        at, target, samples, facts, decision, trail, Optional.of(answer), lateness, took);
  }

  /// The wish that it came to, held back by something that only showed when it was carried out.
  Evaluation deferred(Decision.Scale scale, Cause cause, String reason) {
    return new Evaluation(
        at, target, samples, facts, scale.deferred(cause, reason), trail, answer, lateness, took);
  }
}
