package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What `/metrics` tells of the loop: per group the desired and the running count, decisions by
/// kind and cause, and how late evaluations begin.
final class LoopMetrics {
  private record Group(AtomicInteger desired, AtomicInteger running, List<Meter> meters) {}

  private final MeterRegistry registry;
  private final Timer lateness;
  private final Map<Target, Group> groups = new ConcurrentHashMap<>();

  LoopMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.lateness =
        Timer.builder("autoscaler.evaluation.lateness")
            .description("From the due time of an evaluation to its begin")
            .publishPercentiles(0.5, 0.99)
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
    registry
        .counter("autoscaler.decisions", tags(evaluation.target()).and(kind(evaluation.decision())))
        .increment();
    evaluation
        .count()
        .ifPresent(
            count -> {
              Group group = groups.computeIfAbsent(evaluation.target(), this::group);
              group.desired().set(desired(evaluation.decision(), count.desired()));
              group.running().set(count.running());
            });
  }

  /// A group whose policy is gone, or that another instance looks after.
  void forget(Target target) {
    Group group = groups.remove(target);
    if (group != null) {
      group.meters().forEach(registry::remove);
    }
  }

  private Group group(Target target) {
    var desired = new AtomicInteger();
    var running = new AtomicInteger();
    return new Group(
        desired,
        running,
        List.of(
            gauge("autoscaler.group.desired", "Instances asked for", desired, target),
            gauge("autoscaler.group.running", "Instances that run", running, target)));
  }

  private Gauge gauge(String name, String description, AtomicInteger value, Target target) {
    return Gauge.builder(name, value, AtomicInteger::get)
        .description(description)
        .tags(tags(target))
        .register(registry);
  }

  private static int desired(Decision decision, int before) {
    return decision instanceof Decision.Scale(_, int to, _) ? to : before;
  }

  private static Tags kind(Decision decision) {
    return switch (decision) {
      case Decision.Scale(int from, int to, _) ->
          Tags.of("kind", "scale", "cause", to > from ? "up" : "down");
      case Decision.Hold(Cause cause, _, _) -> Tags.of("kind", "hold", "cause", cause.label());
      case Decision.Defer(Cause cause, _, _, _) -> Tags.of("kind", "defer", "cause", cause.label());
    };
  }

  private static Tags tags(Target target) {
    return Tags.of(
        "namespace", target.namespace(), "scaled_job", target.job(), "group", target.group());
  }
}
