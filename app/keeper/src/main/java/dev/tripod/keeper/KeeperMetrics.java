package dev.tripod.keeper;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What Prometheus gets to know: the lock, and each instance of the node, labelled `redis` (its
/// address) and `kind`.
final class KeeperMetrics {
  private final MeterRegistry registry;
  private final Map<Instance, List<Meter>> gauges = new HashMap<>();
  private final Map<Instance, List<Meter>> counters = new HashMap<>();

  /// The last count that was seen: a counter that falls to 0 while an instance is silent would look
  /// like a burst of reads afterwards, and so would one that begins with 0 because this keeper has
  /// only just started.
  private final Map<Instance, Long> reads = new ConcurrentHashMap<>();

  private volatile Keeper.Report last = Keeper.Report.NONE;

  KeeperMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("redis.keeper.lock.held", this, m -> m.holdsLock() ? 1 : 0)
        .description("1 while this keeper surely holds the lock that makes its member master")
        .register(registry);
    FunctionCounter.builder("redis.keeper.promotions", this, m -> m.last.promotions())
        .description("How often this keeper made its member master")
        .register(registry);
  }

  /// Called after each tick, in the keeper's thread.
  void update(Keeper.Report report) {
    last = report;
    report.view().ifPresent(this::follow);
  }

  private void follow(View view) {
    List<Instance> now = view.local().stream().map(Seen::instance).toList();
    view.local()
        .forEach(
            seen -> seen.state().ifPresent(state -> reads.put(seen.instance(), state.reads())));
    reads.keySet().retainAll(now);
    keep(gauges, now, this::registerGauges);
    keep(counters, reads.keySet(), this::registerCounter);
  }

  private void keep(
      Map<Instance, List<Meter>> meters,
      Collection<Instance> wanted,
      Function<Instance, List<Meter>> register) {
    wanted.forEach(instance -> meters.computeIfAbsent(instance, register));
    meters
        .entrySet()
        .removeIf(
            entry -> {
              if (wanted.contains(entry.getKey())) {
                return false;
              }
              entry.getValue().forEach(registry::remove);
              return true;
            });
  }

  private List<Meter> registerGauges(Instance instance) {
    return List.of(
        Gauge.builder("redis.keeper.up", this, of(instance, (_, _) -> 1, 0))
            .description("1 while the instance answers")
            .tags(tags(instance))
            .register(registry),
        Gauge.builder("redis.keeper.master", this, of(instance, (_, s) -> s.isMaster() ? 1 : 0, 0))
            .description("1 while the instance is master")
            .tags(tags(instance))
            .register(registry),
        Gauge.builder("redis.keeper.lag", this, of(instance, Publication::lag, Double.NaN))
            .description("How far the instance is behind its master")
            .baseUnit("bytes")
            .tags(tags(instance))
            .register(registry));
  }

  private List<Meter> registerCounter(Instance instance) {
    return List.of(
        FunctionCounter.builder(
                "redis.keeper.reads", reads, known -> known.getOrDefault(instance, 0L))
            .description("Reading commands that the instance served since it started")
            .tags(tags(instance))
            .register(registry));
  }

  private static Tags tags(Instance instance) {
    return Tags.of("redis", instance.address().toString(), "kind", instance.kind().word());
  }

  private interface Reading {
    double of(View view, RedisState state);
  }

  private static ToDoubleFunction<KeeperMetrics> of(
      Instance instance, Reading reading, double otherwise) {
    return metrics ->
        metrics
            .last
            .view()
            .flatMap(
                view ->
                    view.find(instance.address())
                        .flatMap(Seen::state)
                        .map(state -> reading.of(view, state)))
            .orElse(otherwise);
  }

  private boolean holdsLock() {
    return last.view().filter(view -> view.lease() instanceof Lease.Mine).isPresent();
  }
}
