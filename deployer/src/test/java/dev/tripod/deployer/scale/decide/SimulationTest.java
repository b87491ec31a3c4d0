package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.COOLDOWN;
import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.decide.Simulation.Tick;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Hundreds of histories from one seed, each of one of several policies and held against the
/// invariants by name. A failure names the seed of its history; `-Dtripod.seed=N` runs that one
/// first.
class SimulationTest {
  private static final int HISTORIES = Integer.getInteger("seeds", 500);
  private static final int WEATHER_SECONDS = 200;
  private static final int CALM_SECONDS = 120;
  private static final int SETTLED_SECONDS = 40;
  private static final Duration WINDOW = Duration.ofSeconds(15);
  /// Loads are below it, the absurd numbers that are too old above.
  private static final double ABSURD = 1e5;

  private static final String WINDOW_DOWN = "stabilization_window_down = \"15s\"\n";

  private static final List<Policy> POLICIES =
      List.of(
          items(WINDOW_DOWN),
          items(WINDOW_DOWN + "delay_up = \"2s\""),
          items(WINDOW_DOWN + "looks_up = 3"),
          items(WINDOW_DOWN + "stabilization_window_up = \"5s\""),
          items(WINDOW_DOWN + steps("step_up") + steps("step_down")),
          items(WINDOW_DOWN + "panic {\n  threshold = 2\n  window = \"10s\"\n}"),
          items(WINDOW_DOWN + "tolerance = 0.2"),
          items(
              WINDOW_DOWN,
              check("rate", TARGET + "\nforecast {\n  method = \"trend\"\n  horizon = \"3s\"\n}")),
          items(WINDOW_DOWN, check("rate", group())));

  private static String steps(String word) {
    return word + " {\n  instances = 2\n  period = \"5s\"\n}\n";
  }

  private static String group() {
    return "strategy \"target-value\" {\n  target = 150\n  metric_of = \"group\"\n}";
  }

  @Test
  void everyHistoryKeepsTheInvariants() {
    long first = Long.getLong("tripod.seed", System.nanoTime());
    System.out.println("simulation: seed " + first + ", " + HISTORIES + " histories");
    var seeds = new SplittableRandom(first);
    long seed = first;
    int actions = 0;
    for (int history = 0; history < HISTORIES; history++, seed = seeds.nextLong()) {
      boolean clockSteps = history % 2 == 1;
      Policy policy = POLICIES.get(history / 2 % POLICIES.size());
      var simulation = new Simulation(seed, policy, clockSteps);
      simulation.weather(WEATHER_SECONDS);
      simulation.calm(CALM_SECONDS);
      actions += scales(simulation.ticks()).size();
      timeless(policy, simulation).forEach(failNamed(seed, policy));
      if (!clockSteps) {
        timed(policy, simulation.ticks()).forEach(failNamed(seed, policy));
      }
    }
    assertThat(actions).as("actions over all histories").isGreaterThan(HISTORIES);
  }

  private static java.util.function.BiConsumer<String, List<String>> failNamed(
      long seed, Policy policy) {
    return (invariant, found) ->
        assertThat(found)
            .as("%s, -Dtripod.seed=%d, policy %d", invariant, seed, POLICIES.indexOf(policy))
            .isEmpty();
  }

  /// The invariants by name, each with what breaks it.
  private static Map<String, List<String>> timeless(Policy policy, Simulation simulation) {
    var ticks = simulation.ticks();
    var scales = scales(ticks);
    var broken = new TreeMap<String, List<String>>();
    broken.put("counts stay within min and max", outOfLimits(policy, scales));
    broken.put("never scales in on missing data", blind(scales));
    broken.put("never acts against a hold", said(scales.stream().filter(Tick::held).toList()));
    broken.put("never writes while Nomad deploys", impatient(scales));
    broken.put("only what one leader saw unchanged is written", simulation.foreign());
    broken.put("eventually adequate on a steady load, and stays", restless(ticks));
    return broken;
  }

  /// Those that speak of lengths of time.
  private static Map<String, List<String>> timed(Policy policy, List<Tick> ticks) {
    var applied = ticks.stream().filter(Tick::applied).toList();
    var broken = new TreeMap<String, List<String>>();
    broken.put("no two changes within the cooldown", hasty(policy, applied));
    broken.put("no scale-in within the window after a scale-out", flapping(applied));
    broken.put("never goes below a need of the window", forgetful(ticks, applied));
    return broken;
  }

  private static List<String> impatient(List<Tick> scales) {
    return said(scales.stream().filter(Tick::deploying).toList());
  }

  private static List<String> flapping(List<Tick> applied) {
    var found = new ArrayList<Tick>();
    for (int i = 1; i < applied.size(); i++) {
      Tick first = applied.get(i - 1);
      Tick second = applied.get(i);
      boolean reversed =
          to(first) > first.count().desired() && to(second) < second.count().desired();
      if (reversed && Simulation.between(first, second).compareTo(WINDOW) < 0) {
        found.add(second);
      }
    }
    return said(found);
  }

  private static List<String> outOfLimits(Policy policy, List<Tick> scales) {
    return said(scales.stream().filter(t -> to(t) != policy.clamp(to(t))).toList());
  }

  /// No cooldown holds back the answer to a burst.
  private static List<String> hasty(Policy policy, List<Tick> scales) {
    var found = new ArrayList<Tick>();
    for (int i = 1; i < scales.size(); i++) {
      Tick second = scales.get(i);
      boolean burst = policy.panic().isPresent() && to(second) > second.count().desired();
      if (!burst && Simulation.between(scales.get(i - 1), second).compareTo(COOLDOWN) < 0) {
        found.add(second);
      }
    }
    return said(found);
  }

  /// What was decided before a deployment held it back needs no number of now, if it is more.
  private static List<String> blind(List<Tick> scales) {
    return said(
        scales.stream()
            .filter(tick -> !isReal(tick.sample()))
            .filter(tick -> to(tick) < tick.count().desired())
            .toList());
  }

  private static boolean isReal(Sample sample) {
    return sample instanceof Sample.Value(double metric, _, _)
        && Double.isFinite(metric)
        && metric < ABSURD;
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
                                tick.sample() instanceof Sample.Value(double m, var at, _)
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
        .limit(5)
        .map(
            tick ->
                "%s %s needed %d, %s"
                    .formatted(tick.at(), tick.count(), tick.needed(), tick.decision().text()))
        .toList();
  }
}
