package dev.tripod.deployer.simulate;

import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.strategy.PassThrough;
import dev.tripod.deployer.scale.strategy.Quantity;
import dev.tripod.deployer.scale.strategy.QueueDrain;
import dev.tripod.deployer.scale.strategy.TargetValue;
import dev.tripod.deployer.scale.strategy.TargetValue.MetricOf;
import dev.tripod.deployer.scale.strategy.Threshold;
import dev.tripod.deployer.scale.strategy.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers the queries of a policy's checks in simulated time. One instance at target serves the
/// policy's capacity, whatever the unit of a check's metric:
///
///     target-value   the demand, of the group or of a running instance, in units of its target
///     threshold      the demand on a running instance
///     pass-through   the demand over the capacity
///     slo            the demand, as the rate of arrival
///     queue          what of the demand was not yet worked off; the demand, as the rate of arrival
final class Meter {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Policy policy;
  private final double capacity;
  private final Deque<Double> perInstance = new ArrayDeque<>();
  private long nextSecondMillis;
  private long lastMillis;
  private double backlog;

  Meter(Policy policy, double capacity) {
    this.policy = policy;
    this.capacity = capacity;
  }

  Samples read(Contender.View view, Instant at) {
    follow(view);
    Map<String, Sample> samples = new HashMap<>();
    for (Check check : policy.checks()) {
      check.query().ifPresent(query -> samples.put(query.key(), metric(check, query, view, at)));
      for (Query input : check.inputs()) {
        samples.put(input.key(), new Sample.Value(input(check, input, view), at));
      }
    }
    return new Samples(samples);
  }

  /// What has to be summed up or remembered.
  private void follow(Contender.View view) {
    double seconds = (view.now() - lastMillis) / 1000.0;
    double done = view.running() * capacity;
    backlog = Math.max(0, backlog + (view.measured() - done) * seconds);
    lastMillis = view.now();
    if (view.now() >= nextSecondMillis) {
      perInstance.addLast(share(view));
      nextSecondMillis = view.now() + SECOND.toMillis();
    }
    while (perInstance.size() > longestWindow()) {
      perInstance.removeFirst();
    }
  }

  private long longestWindow() {
    return policy.queries().mapToLong(query -> query.window().toSeconds()).max().orElse(1) + 1;
  }

  private Sample metric(Check check, Query query, Contender.View view, Instant at) {
    return switch (check.strategy()) {
      case TargetValue target -> new Sample.Value(ofTarget(target, view), at);
      case PassThrough _ -> new Sample.Value(Math.ceil(view.measured() / capacity), at);
      case QueueDrain _ -> new Sample.Value(backlog, at);
      case Threshold _ -> new Sample.Value(share(view), at, window(query));
      default -> new Sample.Value(view.measured(), at);
    };
  }

  private List<Double> window(Query query) {
    long skipped = Math.max(0, perInstance.size() - query.window().toSeconds() - 1);
    return perInstance.stream().skip(skipped).toList();
  }

  private double ofTarget(TargetValue target, Contender.View view) {
    double inUnits = target.target() == 0 ? 1 : target.target() / capacity;
    double metric = target.metricOf() == MetricOf.GROUP ? view.measured() : share(view);
    return metric * inUnits;
  }

  /// The service time where all servers of an instance are busy all the time, or the rate of work.
  private double input(Check check, Query input, Contender.View view) {
    return switch (check.strategy()) {
      case QueueDrain queue
          when queue.serviceRate() instanceof Quantity.Measured(String word, _)
              && check.word(input).equals(word) ->
          capacity;
      case QueueDrain _ -> view.measured();
      case WaitBudget budget -> budget.serversPerInstance() / capacity;
      default -> 1 / capacity;
    };
  }

  private static double share(Contender.View view) {
    return view.measured() / Math.max(1, view.running());
  }
}
