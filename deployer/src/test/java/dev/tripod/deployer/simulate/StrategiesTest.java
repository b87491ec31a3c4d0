package dev.tripod.deployer.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.decide.Policies;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each strategy finds its own metric in a simulation, and follows the step.
class StrategiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target-value | target = 100                          | 100",
        "target-value | target = 100; metric_of = \"group\" | 100",
        "pass-through |                                       | ",
        "slo | wait = \"100ms\"; service_time = \"10ms\"     | 100",
        "slo | wait = \"100ms\"; service_time = \"40ms\"; servers = 4 | 100",
        "slo | wait = \"100ms\"; service_time_query = \"x\"; servers = 4 | ",
        "queue | drain_time = \"5s\"; rate_query = \"r\"; service_rate = 100 | 100",
        "queue | drain_time = \"5s\"; rate_query = \"r\"; service_rate_query = \"w\" | ",
      })
  void followsTheStep(String name, String words, Double capacity) {
    var strategy =
        "strategy \"%s\" {\n%s\n}".formatted(name, words == null ? "" : words.replace(";", "\n"));
    var policy = Policies.items("cooldown = \"0s\"", Policies.check("rate", strategy));
    var given = capacity == null ? OptionalDouble.of(100) : OptionalDouble.empty();

    var simulation = Simulation.of(policy, given, Plant.DEFAULT).orElseThrow();
    var score = simulation.run(Traces.STEP.make(1, simulation.capacity()));

    assertThat(simulation.capacity()).isEqualTo(100);
    assertThat(score.violationMinutes()).isBetween(0.01, 0.5);
    assertThat(score.instanceHours()).isBetween(1.2, 1.9);
  }

  @Test
  void tiersOfThresholdsFollowItToo() {
    var more = "strategy \"threshold\" {\n  lower_bound = 100\n  delta = 2\n}\ngroup = \"g\"";
    var fewer = "strategy \"threshold\" {\n  upper_bound = 40\n  delta = -1\n}\ngroup = \"g\"";
    var policy =
        Policies.items(
            "cooldown = \"5s\"", Policies.check("more", more), Policies.check("fewer", fewer));

    var score =
        Simulation.of(policy, OptionalDouble.of(100), Plant.DEFAULT)
            .orElseThrow()
            .run(Traces.STEP.make(1, 100));

    assertThat(score.changes()).isBetween(4, 20);
    assertThat(score.violationMinutes()).isBetween(0.1, 2.0);
    assertThat(score.line().getLast().running()).isLessThan(4);
  }

  @Test
  void theTunerFindsThatACooldownCosts() {
    var policy = Policies.items("cooldown = \"5m\"\nevaluation_interval = \"10s\"");
    var simulation = Simulation.of(policy, OptionalDouble.empty(), Plant.DEFAULT).orElseThrow();

    var advice = new Tuner(simulation, Traces.RAMP.make(1, 150), 20).advise();

    assertThat(advice.changes()).extracting(Tuner.Change::word).contains("cooldown_up");
    assertThat(advice.after().violationMinutes()).isLessThan(advice.before().violationMinutes());
  }

  @Test
  void theChartHasARowForEachCountAndMarksWhatIsMissing() {
    var policy = Policies.items("cooldown = \"0s\"");
    var simulation = Simulation.of(policy, OptionalDouble.empty(), Plant.DEFAULT).orElseThrow();

    var chart = Chart.of(simulation.run(Traces.STEP.make(1, 150)));

    assertThat(chart).hasSize(7);
    assertThat(chart.getFirst()).startsWith("    6 ").contains("█");
    assertThat(chart.get(5)).startsWith("    1 ").matches("    1 █{100}");
    assertThat(chart.getLast()).startsWith("      0").endsWith(" s");
  }
}
