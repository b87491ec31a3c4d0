package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What `/metrics` tells of the loop: per group the desired and the running count, decisions by
/// kind and cause, and how late evaluations begin.
///
/// There may be thousands of evaluations a second, so the meters of each are looked up by small
/// keys here; the registry would build and compare lists of tags each time.
final class LoopMetrics {
  /// What the percentiles and the maximum of the lateness look back to.
  private static final Duration LATENESS_WITHIN = Duration.ofMinutes(1);

  private record Group(
      AtomicInteger desired,
      AtomicInteger running,
      AtomicInteger unplaceable,
      List<Meter> meters) {}

  /// Which counter a decision belongs to.
  ///
  /// @param cause `up` or `down` where the count changes
  private record Kind(Target target, String kind, String cause) {
    static Kind of(Target target, Decision decision) {
      return switch (decision) {
        case Decision.Scale(int from, int to, _) ->
            new Kind(target, "scale", to > from ? "up" : "down");
        case Decision.Hold(Cause cause, _, _) -> new Kind(target, "hold", cause.label());
        case Decision.Defer(Cause cause, _, _, _) -> new Kind(target, "defer", cause.label());
      };
    }
  }

  private final MeterRegistry registry;
  private final Timer lateness;
  private final Counter missed;
  private final Map<Target, Group> groups = new ConcurrentHashMap<>();
  private final Map<Kind, Counter> decisions = new ConcurrentHashMap<>();

  LoopMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.lateness =
        Timer.builder("autoscaler.evaluation.lateness")
            .description("From the due time of an evaluation to its begin")
            .publishPercentiles(0.5, 0.99)
            .distributionStatisticExpiry(LATENESS_WITHIN)
            .register(registry);
    this.missed =
        Counter.builder("autoscaler.evaluations.missed")
            .description("Evaluations that were left out because the one before took too long")
            .register(registry);
  }

  /// @param state a label, such as `refused`
  void policies(String state, Supplier<Number> number) {
    Gauge.builder("autoscaler.policies", number)
        .description("Scaling policies by state")
        .tag("state", state)
        .register(registry);
  }

  void leading(Supplier<Number> leads) {
    Gauge.builder("autoscaler.leader", leads)
        .description("1 on the instance that leads")
        .register(registry);
  }

  void accept(Evaluation evaluation) {
    lateness.record(evaluation.lateness());
    decisions
        .computeIfAbsent(Kind.of(evaluation.target(), evaluation.decision()), this::counter)
        .increment();
    evaluation
        .count()
        .ifPresent(
            count -> {
              Group group = groups.computeIfAbsent(evaluation.target(), this::group);
              group.desired().set(desired(evaluation.decision(), count.desired()));
              group.running().set(count.running());
              group.unplaceable().set(unplaceable(evaluation));
            });
  }

  /// An instance of the group was stopped, to be placed on another node.
  void moved(Target target) {
    Counter.builder("autoscaler.moves")
        .description("Instances that were stopped, to be placed on another node")
        .tags(tags(target))
        .register(registry)
        .increment();
  }

  void missed(long evaluations) {
    missed.increment((double) evaluations);
  }

  /// A group whose policy is gone, or that another instance looks after.
  void forget(Target target) {
    Group group = groups.remove(target);
    if (group != null) {
      group.meters().forEach(registry::remove);
    }
  }

  private Counter counter(Kind kind) {
    return Counter.builder("autoscaler.decisions")
        .tags(tags(kind.target()).and("kind", kind.kind(), "cause", kind.cause()))
        .register(registry);
  }

  private Group group(Target target) {
    var desired = new AtomicInteger();
    var running = new AtomicInteger();
    var unplaceable = new AtomicInteger();
    return new Group(
        desired,
        running,
        unplaceable,
        List.of(
            gauge("autoscaler.group.desired", "Instances asked for", desired, target),
            gauge("autoscaler.group.running", "Instances that run", running, target),
            gauge(
                "autoscaler.group.unplaceable",
                "Instances that are wanted and that no node has room for",
                unplaceable,
                target)));
  }

  private Gauge gauge(String name, String description, AtomicInteger value, Target target) {
    return Gauge.builder(name, value, AtomicInteger::get)
        .description(description)
        .tags(tags(target))
        .register(registry);
  }

  private static int unplaceable(Evaluation evaluation) {
    return evaluation
        .facts()
        .flatMap(Facts::room)
        .map(room -> Math.max(0, evaluation.trail().wanted() - room.count()))
        .orElse(0);
  }

  private static int desired(Decision decision, int before) {
    return decision instanceof Decision.Scale(_, int to, _) ? to : before;
  }

  private static Tags tags(Target target) {
    return Tags.of(
        "namespace", target.namespace(), "scaled_job", target.job(), "group", target.group());
  }
}
