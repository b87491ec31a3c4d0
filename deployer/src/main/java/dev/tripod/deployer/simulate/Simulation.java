package dev.tripod.deployer.simulate;

import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.strategy.Quantity;
import dev.tripod.deployer.scale.strategy.QueueDrain;
import dev.tripod.deployer.scale.strategy.Reading;
import dev.tripod.deployer.scale.strategy.TargetValue;
import dev.tripod.deployer.scale.strategy.WaitBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A policy on a trace, alone or beside the systems that others use.
public final class Simulation {
  private final Policy policy;
  private final Load load;
  private final Plant plant;

  private Simulation(Policy policy, Load load, Plant plant) {
    this.policy = policy;
    this.load = load;
    this.plant = plant;
  }

  /// Empty when neither the policy nor the caller says what one instance serves.
  ///
  /// @param capacity what one instance serves; empty for what the policy says
  public static Optional<Simulation> of(Policy policy, OptionalDouble capacity, Plant plant) {
    Optional<Check> patient =
        policy.checks().stream().filter(one -> one.strategy() instanceof WaitBudget).findFirst();
    double each = capacity.orElseGet(() -> capacityOf(policy));
    if (!(each > 0)) {
      return Optional.empty();
    }
    Load.Need need =
        patient.isPresent() && patient.get().strategy() instanceof WaitBudget budget
            ? demand -> budget.countFor(demand, serving(each, budget))
            : demand -> (int) Math.ceil(demand / each);
    return Optional.of(
        new Simulation(policy, new Load(need, each, policy.min(), policy.max()), plant));
  }

  /// The same with other words in the policy.
  Simulation with(Policy other) {
    return new Simulation(other, load, plant);
  }

  /// What one instance serves.
  public double capacity() {
    return load.capacity();
  }

  Policy policy() {
    return policy;
  }

  public Score run(Trace trace) {
    return Run.of(new Tripod(policy, load, plant), trace, load, plant);
  }

  /// Ourselves, the others, and an oracle. nomad-autoscaler only where it knows the strategy.
  public List<Score> compare(Trace trace) {
    var contenders = new ArrayList<Contender>();
    contenders.add(new Tripod(policy, load, plant));
    words().ifPresent(words -> contenders.add(new NomadAutoscaler(load, words)));
    contenders.add(new Hpa(load));
    contenders.add(new Kpa(load));
    contenders.add(new Oracle(load, plant));
    return contenders.stream().map(one -> Run.of(one, trace, load, plant)).toList();
  }

  private Optional<NomadAutoscaler.Words> words() {
    return target(policy)
        .map(
            target ->
                new NomadAutoscaler.Words(
                    policy.evaluationInterval(),
                    policy.pace().cooldown(),
                    policy.pace().cooldownOnScaleUp().orElse(policy.pace().cooldown()),
                    target.threshold(),
                    target.step().up(),
                    target.step().down()));
  }

  private static Optional<TargetValue> target(Policy policy) {
    return policy.checks().stream()
        .map(Check::strategy)
        .filter(TargetValue.class::isInstance)
        .map(TargetValue.class::cast)
        .findFirst();
  }

  private static double capacityOf(Policy policy) {
    for (Check check : policy.checks()) {
      switch (check.strategy()) {
        case TargetValue target when target.target() > 0 -> {
          return target.target();
        }
        case QueueDrain(_, _, Quantity.Fixed(double rate)) -> {
          return rate;
        }
        case WaitBudget(_, _, Quantity.Fixed(double seconds), int servers) -> {
          return servers / seconds;
        }
        default -> {}
      }
    }
    return Double.NaN;
  }

  private static Reading serving(double capacity, WaitBudget budget) {
    double service = budget.serversPerInstance() / capacity;
    return new Reading(0, List.of(), Map.of("service_time", service));
  }
}
