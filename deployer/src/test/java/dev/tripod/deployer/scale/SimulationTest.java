package dev.tripod.deployer.scale;

import static dev.tripod.deployer.scale.Policies.COOLDOWN;
import static dev.tripod.deployer.scale.Policies.QUERY_WINDOW;
import static dev.tripod.deployer.scale.Policies.check;
import static dev.tripod.deployer.scale.Policies.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Simulation.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Hundreds of histories from one seed, each held against the invariants by name. A failure names
/// the seed of its history; `-Dtripod.seed=N` runs that one first.
class SimulationTest {
  private static final int HISTORIES = 500;
  private static final int WEATHER_SECONDS = 200;
  private static final int CALM_SECONDS = 120;
  private static final int SETTLED_SECONDS = 40;
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final Policy POLICY = items(WINDOW, check("rate"));

  @Test
  void everyHistoryKeepsTheInvariants() {
    long first = Long.getLong("tripod.seed", System.nanoTime());
    System.out.println("simulation: seed " + first + ", " + HISTORIES + " histories");
    var seeds = new SplittableRandom(first);
    long seed = first;
    int actions = 0;
    for (int history = 0; history < HISTORIES; history++, seed = seeds.nextLong()) {
      var simulation = new Simulation(seed, POLICY);
      simulation.weather(WEATHER_SECONDS);
      simulation.calm(CALM_SECONDS);
      actions += scales(simulation.ticks()).size();
      broken(simulation.ticks()).forEach(failNamed(seed));
    }
    assertThat(actions).as("actions over all histories").isGreaterThan(HISTORIES);
  }

  private static java.util.function.BiConsumer<String, List<String>> failNamed(long seed) {
    return (invariant, found) ->
        assertThat(found).as("%s, -Dtripod.seed=%d", invariant, seed).isEmpty();
  }

  /// The invariants by name, each with the ticks that break it.
  private static Map<String, List<String>> broken(List<Tick> ticks) {
    var scales = scales(ticks);
    var broken = new TreeMap<String, List<String>>();
    broken.put("counts stay within min and max", outOfLimits(scales));
    broken.put("no two actions within the cooldown", hasty(scales));
    broken.put("never acts on missing data", blind(scales));
    broken.put("never acts against a hold", said(scales.stream().filter(Tick::held).toList()));
    broken.put("never asks for more than the load needs", greedy(scales));
    broken.put("never goes below a need of the window", forgetful(ticks, scales));
    broken.put("settles on a steady load, and stays", restless(ticks));
    return broken;
  }

  private static List<String> outOfLimits(List<Tick> scales) {
    return said(scales.stream().filter(t -> to(t) < POLICY.min() || to(t) > POLICY.max()).toList());
  }

  private static List<String> hasty(List<Tick> scales) {
    var found = new ArrayList<Tick>();
    for (int i = 1; i < scales.size(); i++) {
      if (Simulation.between(scales.get(i - 1), scales.get(i)).compareTo(COOLDOWN) < 0) {
        found.add(scales.get(i));
      }
    }
    return said(found);
  }

  private static List<String> blind(List<Tick> scales) {
    return said(
        scales.stream()
            .filter(
                tick ->
                    !(tick.sample() instanceof Sample.Value(double metric, var at)
                        && Double.isFinite(metric)
                        && Duration.between(at, tick.at()).compareTo(QUERY_WINDOW) <= 0))
            .toList());
  }

  /// Instances on their way must not be asked for again.
  private static List<String> greedy(List<Tick> scales) {
    return said(
        scales.stream()
            .filter(tick -> to(tick) > tick.count().desired() && to(tick) > tick.needed())
            .toList());
  }

  private static List<String> forgetful(List<Tick> ticks, List<Tick> scales) {
    return said(
        scales.stream()
            .filter(scale -> to(scale) < scale.count().desired())
            .filter(
                scale ->
                    ticks.stream()
                        .filter(tick -> !tick.at().isAfter(scale.at()))
                        .filter(tick -> !tick.at().isBefore(scale.at().minus(WINDOW)))
                        .filter(
                            tick ->
                                tick.sample() instanceof Sample.Value(double m, var at)
                                    && Double.isFinite(m)
                                    && at.equals(tick.at()))
                        .anyMatch(tick -> recommended(tick) > to(scale)))
            .toList());
  }

  /// The tolerance lets a count stay that is short by a fraction of an instance.
  private static int recommended(Tick tick) {
    return tick.count().running() == 0
        ? 0
        : tick.decision() instanceof Decision.Hold(Cause cause, int count, _)
                && cause == Cause.ON_TARGET
            ? count
            : tick.needed();
  }

  private static List<String> restless(List<Tick> ticks) {
    var settled = ticks.subList(WEATHER_SECONDS + SETTLED_SECONDS, ticks.size());
    return said(
        settled.stream()
            .filter(
                tick ->
                    tick.decision() instanceof Decision.Scale
                        || Math.abs(tick.count().running() - tick.needed()) > 1
                        || tick.count().desired() != tick.count().running())
            .toList());
  }

  private static List<Tick> scales(List<Tick> ticks) {
    return ticks.stream().filter(tick -> tick.decision() instanceof Decision.Scale).toList();
  }

  private static int to(Tick tick) {
    return ((Decision.Scale) tick.decision()).to();
  }

  private static List<String> said(List<Tick> ticks) {
    return ticks.stream()
        .map(
            tick ->
                "%s %s needed %d, %s"
                    .formatted(tick.at(), tick.count(), tick.needed(), tick.decision().text()))
        .toList();
  }
}
