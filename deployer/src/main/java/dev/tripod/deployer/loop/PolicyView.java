package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.policy.PolicyReading;
import dev.tripod.deployer.scale.policy.Problem;
import java.util.List;

/// A policy as `/v1/policies` shows it; absent fields are left out.
///
/// @param state `running`, or `refused` with the problems
/// @param sinceLastTickMillis how long ago it was evaluated, or passed by while standing by
record PolicyView(
    String id,
    String namespace,
    String job,
    String group,
    String state,
    List<String> problems,
    Integer min,
    Integer max,
    Boolean dryRun,
    Long evaluationIntervalMillis,
    Long sinceLastTickMillis,
    List<CheckView> checks) {

  /// @param query absent where the strategy asks none
  record CheckView(String name, String query, String strategy) {
    static CheckView of(Check check) {
      String query = check.query().map(asked -> asked.promql().strip()).orElse(null);
      return new CheckView(check.name(), query, check.strategy().toString());
    }
  }

  static PolicyView of(PolicyRun run) {
    Policy policy = run.policy();
    Target target = policy.target();
    return new PolicyView(
        policy.id(),
        target.namespace(),
        target.job(),
        target.group(),
        "running",
        null,
        policy.min(),
        policy.max(),
        policy.dryRun() ? true : null,
        policy.evaluationInterval().toMillis(),
        run.sinceLastTick(System.nanoTime()).toMillis(),
        policy.checks().stream().map(CheckView::of).toList());
  }

  static PolicyView of(PolicyReading.Refused refused) {
    Target target = refused.target();
    return new PolicyView(
        refused.id(),
        target.namespace(),
        target.job(),
        target.group(),
        "refused",
        refused.problems().stream().map(Problem::toString).toList(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
