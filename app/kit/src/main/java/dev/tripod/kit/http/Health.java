package dev.tripod.kit.http;

import com.google.gson.annotations.SerializedName;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The components that `/healthz` reports. A *required* component that is down takes the instance
/// out of service; a component that only *matters* makes it `degraded`, still 200: the instance
/// goes on with what it can do, and taking all instances out for something they share would turn a
/// partial failure into a whole one.
///
/// Probes run on each call of `/healthz`, so they answer from what is known or within a fraction of
/// a second.
public final class Health {
  public enum State {
    @SerializedName("up")
    UP,
    @SerializedName("degraded")
    DEGRADED,
    @SerializedName("down")
    DOWN
  }

  /// The state of one component; `detail` says in a few words what it rests on, and may be empty.
  public record Component(State state, String detail) {
    public static Component up(String detail) {
      return new Component(State.UP, detail);
    }

    public static Component down(String detail) {
      return new Component(State.DOWN, detail);
    }
  }

  /// What `/healthz` says; `state` is the state of the instance as a whole.
  public record Report(State state, Map<String, Component> components) {}

  private record Probe(boolean required, Supplier<Component> check) {}

  private final Map<String, Probe> probes = new ConcurrentHashMap<>();

  /// Adds a component that the instance cannot serve without.
  public Health required(String name, Supplier<Component> check) {
    probes.put(name, new Probe(true, check));
    return this;
  }

  /// Adds a component whose loss leaves the instance degraded.
  public Health matters(String name, Supplier<Component> check) {
    probes.put(name, new Probe(false, check));
    return this;
  }

  /// Runs every probe; a probe that throws counts as down.
  public Report report() {
    State whole = State.UP;
    Map<String, Component> components = new TreeMap<>();
    for (Map.Entry<String, Probe> entry : probes.entrySet()) {
      Component component = run(entry.getValue());
      components.put(entry.getKey(), component);
      State effect = effect(entry.getValue(), component);
      whole = effect.compareTo(whole) > 0 ? effect : whole;
    }
    return new Report(whole, components);
  }

  private static State effect(Probe probe, Component component) {
    return component.state() == State.DOWN && !probe.required()
        ? State.DEGRADED
        : component.state();
  }

  private static Component run(Probe probe) {
    try {
      return probe.check().get();
    } catch (RuntimeException failure) {
      return Component.down(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
  }
}
