package dev.tripod.deployer.loop;

import dev.tripod.kit.http.Health;
import dev.tripod.kit.http.Health.Component;
import dev.tripod.kit.http.Health.State;
import java.util.Optional;
import java.util.stream.Collectors;

/// The components that `/healthz` of the autoscaler names. Only what a restart can cure takes it
/// out of service: a policy that misses its ticks. That Nomad or Prometheus is away, or that a
/// job's policy is refused, leaves it degraded.
final class AutoscalerHealth {
  private final Autoscaler autoscaler;

  AutoscalerHealth(Autoscaler autoscaler) {
    this.autoscaler = autoscaler;
  }

  Health health() {
    return new Health()
        .required("ticks", this::ticks)
        .matters("policies", this::policies)
        .matters("leadership", this::leadership)
        .matters("nomad", () -> peer(autoscaler.watch().outage()))
        .matters("events", () -> peer(autoscaler.peers().groups().outage()))
        .matters("prometheus", () -> peer(autoscaler.peers().prometheus().outage()));
  }

  private Component ticks() {
    long now = System.nanoTime();
    var late =
        autoscaler.runs().stream()
            .filter(run -> run.missesTicks(now))
            .map(run -> run.policy().target() + " for " + run.sinceLastTick(now).toSeconds() + " s")
            .collect(Collectors.joining(", "));
    return late.isEmpty()
        ? Component.up("every policy is evaluated in time")
        : Component.down("not evaluated: " + late);
  }

  private Component policies() {
    var refused =
        autoscaler.refused().stream()
            .map(one -> one.target() + ": " + one.words())
            .collect(Collectors.joining(" | "));
    var running = autoscaler.runs().size() + " run";
    return refused.isEmpty()
        ? Component.up(running)
        : new Component(State.DEGRADED, running + ", refused: " + refused);
  }

  private Component leadership() {
    return Component.up(autoscaler.peers().leads().getAsBoolean() ? "leader" : "standby");
  }

  private static Component peer(Optional<String> outage) {
    return outage.map(Component::down).orElseGet(() -> Component.up("answers"));
  }
}
