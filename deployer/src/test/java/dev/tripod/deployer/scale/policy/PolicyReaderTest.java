package dev.tripod.deployer.scale.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Query.Shape;
import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.Check.OnError;
import dev.tripod.deployer.scale.policy.PolicyReading.Accepted;
import dev.tripod.deployer.scale.policy.PolicyReading.Refused;
import dev.tripod.deployer.scale.strategy.MaxStep;
import dev.tripod.deployer.scale.strategy.Strategy;
import dev.tripod.deployer.scale.strategy.TargetValue;
import dev.tripod.deployer.scale.strategy.TargetValue.MetricOf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
  private static final String CHECK =
      """
      {"rate": [{"source": "prometheus", "query": "avg(x)", "strategy": [{"target-value": [{"target": 150}]}]}]}
      """;

  @Test
  void readsEveryWord() {
    var policy =
        accepted(
            """
            "cooldown": "1m30s", "cooldown_on_scale_up": "20s", "cooldown_up": "500ms",
            "stabilization_window_down": "1.5m", "delay_up": "250ms", "looks_up": 2, "evaluation_interval": "1s", "on_check_error": "fail",
            "check": [
              {"rate": [{"source": "prometheus", "query": "avg(x)", "query_window": "10s", "unit": "requests/s",
                "on_error": "ignore",
                "strategy": [{"target-value": [
                  {"target": 150, "threshold": 0.05, "metric_of": "group", "max_scale_up": 2, "max_scale_down": "1"}]}]}]},
              {"cpu": [{"source": "prometheus", "query": "avg(y)",
                "strategy": [{"target-value": [{"target": "0.8", "max_scale_up": "+Inf"}]}]}]}]
            """);

    assertThat(policy)
        .isEqualTo(
            new Policy(
                "7",
                new Target("default", "items", "web"),
                true,
                false,
                1,
                8,
                Duration.ofSeconds(1),
                new Pace(
                    Duration.ofSeconds(90),
                    Optional.of(Duration.ofSeconds(20)),
                    Optional.of(Duration.ofMillis(500)),
                    Optional.empty(),
                    Duration.ofMillis(250),
                    2,
                    Duration.ZERO,
                    Duration.ofSeconds(90),
                    Duration.ZERO,
                    0,
                    Optional.empty(),
                    Optional.empty()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Combination.Word.MAX,
                List.of(
                    check(
                        "rate",
                        "avg(x)",
                        Duration.ofSeconds(10),
                        "requests/s",
                        new TargetValue(150, 0.05, MetricOf.GROUP, new MaxStep(2, 1)),
                        OnError.IGNORE),
                    check(
                        "cpu",
                        "avg(y)",
                        Duration.ofMinutes(1),
                        "cpu",
                        new TargetValue(0.8, 0.01, MetricOf.INSTANCE, MaxStep.ANY),
                        OnError.FAIL))));
  }

  private static Check check(
      String name, String query, Duration window, String unit, Strategy strategy, OnError onError) {
    return new Check(
        name,
        "",
        Optional.of(new Query(name, query, window, Duration.ZERO, Shape.LATEST)),
        List.of(),
        unit,
        strategy,
        0,
        onError,
        Fallbacks.NONE,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void hasNomadAutoscalersDefaults() {
    var policy = accepted("\"check\": [" + CHECK + "]");

    assertThat(policy.evaluationInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.pace().cooldown()).isEqualTo(Duration.ofMinutes(5));
    assertThat(policy.pace().cooldownOnScaleUp()).isEmpty();
    assertThat(policy.pace().cooldownUp()).isEmpty();
    assertThat(policy.pace().windowDown()).isZero();
    assertThat(policy.checks().getFirst().unit()).isEqualTo("rate");
    assertThat(policy.checks().getFirst().onError()).isEqualTo(OnError.IGNORE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "cooldwon": "5s"              | policy.cooldwon: not a word of ours; known here: check, combine, cooldown, cooldown_down, cooldown_on_scale_up, cooldown_up, delay_up, evaluation_interval, floor, looks_up, on_check_error, panic, scale_to_zero_after, schedule, stabilization_window_down, stabilization_window_up, step_down, step_up, target, tolerance
          "cooldown": "five"            | policy.cooldown: expected a duration such as "30s", found "five"
          "cooldown": "5"               | policy.cooldown: expected a duration such as "30s", found "5"
          "cooldown": "-5s"             | policy.cooldown: expected a duration such as "30s", found "-5s"
          "cooldown": 5                 | policy.cooldown: expected a duration such as "30s", found 5
          "evaluation_interval": "49ms" | policy.evaluation_interval: expected 50ms or more, found "49ms"
          "on_check_error": "explode"   | policy.on_check_error: expected "ignore" or "fail", found "explode"
          """)
  void refusesWhatItDoesNotUnderstandInThePolicy(String word, String problem) {
    assertThat(refused(word + ", \"check\": [" + CHECK + "]")).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "source": "datadog" | policy.check[c].source: expected "prometheus", the only source, found "datadog"
          "query": ""         | policy.check[c].query: expected a text that is not empty, found ""
          "grop": "g"         | policy.check[c].grop: not a word of ours; known here: activation, fallback, forecast, group, on_error, query, query_window, query_window_offset, schedule, source, strategy, unit
          "query_window": "x" | policy.check[c].query_window: expected a duration or "instant", found "x"
          "strategy": [{"app-sizing": [{}]}] | policy.check[c].strategy: expected exactly one strategy of fixed-value, pass-through, queue, slo, target-value, threshold, found [{app-sizing=[{}]}]
          "strategy": [{"target-value": [{}]}] | policy.check[c].strategy[target-value].target: expected a number, 0 or more, found nothing
          "strategy": [{"target-value": [{"target": -1}]}] | policy.check[c].strategy[target-value].target: expected a number, 0 or more, found -1
          "strategy": [{"target-value": [{"target": "NaN"}]}] | policy.check[c].strategy[target-value].target: expected a number, 0 or more, found "NaN"
          "strategy": [{"target-value": [{"target": 1, "threshold": -0.01}]}] | policy.check[c].strategy[target-value].threshold: expected a fraction, 0 or more, found -0.01
          "strategy": [{"target-value": [{"target": 1, "max_scale_up": 0}]}] | policy.check[c].strategy[target-value].max_scale_up: expected a number of instances, 1 or more, found 0
          "strategy": [{"target-value": [{"target": 1, "taget": 2}]}] | policy.check[c].strategy[target-value].taget: not a word of ours; known here: max_scale_down, max_scale_up, metric_of, target, threshold
          "strategy": [{"target-value": [{"target": 1, "metric_of": "node"}]}] | policy.check[c].strategy[target-value].metric_of: expected "instance" or "group", found "node"
          """)
  void refusesWhatItDoesNotUnderstandInACheck(String word, String problem) {
    assertThat(refusedCheck(word)).containsExactly(problem);
  }

  @Test
  void refusesAPolicyWithoutChecksAndEveryProblemAtOnce() {
    assertThat(refused("\"cooldown\": 1, \"check\": []"))
        .containsExactlyInAnyOrder(
            "policy.check: expected at least one check, found none",
            "policy.cooldown: expected a duration such as \"30s\", found 1");
    assertThat(refused("\"check\": 3"))
        .contains("policy.check: expected a block with a label, found 3");
    assertThat(refused("\"check\": [" + CHECK + "," + CHECK + "]"))
        .containsExactly("policy.check[rate]: given twice");
  }

  @Test
  void refusesOtherKindsOfScaling() {
    var reading = PolicyReader.read(Map.of("ID", "7", "Type", "cluster"));

    assertThat(((Refused) reading).problems())
        .extracting(Problem::toString)
        .containsExactly("type: expected \"horizontal\", found \"cluster\"");
  }

  private static Policy accepted(String words) {
    return ((Accepted) read(words)).policy();
  }

  private static List<String> refused(String words) {
    return ((Refused) read(words)).problems().stream().map(Problem::toString).toList();
  }

  /// A check that is right in all words but the given one.
  private static List<String> refusedCheck(String word) {
    var words =
        new java.util.TreeMap<>(
            Map.of(
                "source", "\"prometheus\"",
                "query", "\"avg(x)\"",
                "strategy", "[{\"target-value\": [{\"target\": 150}]}]"));
    int colon = word.indexOf(':');
    words.put(word.substring(1, colon - 1), word.substring(colon + 1));
    var json = new StringBuilder();
    words.forEach(
        (name, value) -> json.append(json.isEmpty() ? "" : ",").append('"' + name + "\":" + value));
    return refused("\"check\": [{\"c\": [{" + json + "}]}]");
  }

  private static PolicyReading read(String words) {
    try {
      return PolicyReader.read(
          new ObjectMapper()
              .readValue(
                  """
                  {"ID": "7", "Type": "horizontal", "Enabled": true, "Min": 1, "Max": 8,
                   "Target": {"Namespace": "default", "Job": "items", "Group": "web"},
                   "Policy": {%s}}
                  """
                      .formatted(words),
                  Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(words, e);
    }
  }
}
