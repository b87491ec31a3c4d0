package dev.tripod.deployer.scale.policy;

import static dev.tripod.deployer.scale.decide.Policies.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.hcl.BadHcl;
import dev.tripod.deployer.hcl.ScalingFile;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Query.Shape;
import dev.tripod.deployer.scale.decide.Policies;
import dev.tripod.deployer.scale.policy.PolicyReading.Refused;
import dev.tripod.deployer.scale.strategy.FixedValue;
import dev.tripod.deployer.scale.strategy.MaxStep;
import dev.tripod.deployer.scale.strategy.PassThrough;
import dev.tripod.deployer.scale.strategy.Quantity;
import dev.tripod.deployer.scale.strategy.QueueDrain;
import dev.tripod.deployer.scale.strategy.Strategy;
import dev.tripod.deployer.scale.strategy.Threshold;
import dev.tripod.deployer.scale.strategy.WaitBudget;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyWordsTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  @Test
  void readsEachStrategy() {
    assertThat(strategy("pass-through", "max_scale_up = 3; max_scale_down = 2"))
        .isEqualTo(new PassThrough(new MaxStep(3, 2)));
    assertThat(strategy("fixed-value", "value = 4")).isEqualTo(new FixedValue(4));
    assertThat(strategy("threshold", "lower_bound = 5; delta = -2"))
        .isEqualTo(new Threshold(5, NONE, new Threshold.Delta(-2), 5));
    assertThat(
            strategy("threshold", "upper_bound = -5; percentage = 12.5; within_bounds_trigger = 2"))
        .isEqualTo(new Threshold(-NONE, -5, new Threshold.Percentage(12.5), 2));
    assertThat(strategy("threshold", "lower_bound = 0; value = 3"))
        .isEqualTo(new Threshold(0, NONE, new Threshold.Value(3), 5));
    assertThat(strategy("slo", "wait = \"50ms\"; service_time = \"200ms\""))
        .isEqualTo(new WaitBudget(Duration.ofMillis(50), 0.95, new Quantity.Fixed(0.2), 1));
    assertThat(
            strategy(
                "slo", "wait = \"0s\"; probability = 0.9; service_time_query = \"q\"; servers = 4"))
        .isEqualTo(
            new WaitBudget(Duration.ZERO, 0.9, new Quantity.Measured("service_time", "q"), 4));
    assertThat(strategy("queue", "drain_time = \"2m\"; service_rate = 0.5"))
        .isEqualTo(
            new QueueDrain(Duration.ofMinutes(2), Optional.empty(), new Quantity.Fixed(0.5)));
    assertThat(
            strategy(
                "queue", "drain_time = \"2m\"; rate_query = \"r\"; service_rate_query = \"w\""))
        .isEqualTo(
            new QueueDrain(
                Duration.ofMinutes(2),
                Optional.of("r"),
                new Quantity.Measured("service_rate", "w")));
  }

  @Test
  void asksForWhatTheStrategyNeeds() {
    var words = "drain_time = \"2m\"; rate_query = \"r\"; service_rate_query = \"w\"";
    var queue = Policies.items("", check("q", block("queue", words))).checks().getFirst();
    var window = Duration.ofSeconds(10);

    assertThat(queue.inputs())
        .containsExactly(
            new Query("q.rate", "r", window, Duration.ZERO, Shape.LATEST),
            new Query("q.service_rate", "w", window, Duration.ZERO, Shape.LATEST));
    assertThat(queue.queries()).hasSize(3);
    assertThat(queue.word(queue.inputs().getLast())).isEqualTo("service_rate");

    var tier =
        Policies.items("", check("t", block("threshold", "lower_bound = 1; delta = 1")))
            .checks()
            .getFirst();
    assertThat(tier.query().orElseThrow().shape()).isEqualTo(Shape.WINDOW);
    var fixed = Policies.items("", check("f", block("fixed-value", "value = 1")));
    assertThat(fixed.queries()).isEmpty();
  }

  @Test
  void aFixedValueNeedsNeitherSourceNorQuery() throws BadHcl {
    var hcl =
        "scaling {\nmax = 3\npolicy {\ncheck \"f\" {\n%s\n}\n}\n}"
            .formatted(block("fixed-value", "value = 2"));

    assertThat(Policies.policy(hcl).checks().getFirst().strategy()).isEqualTo(new FixedValue(2));
  }

  @Test
  void anInstantQueryHasOneNumber() throws BadHcl {
    var one = block("threshold", "lower_bound = 1; delta = 1; within_bounds_trigger = 1");
    var tier = Policies.items("", instant(one)).checks().getFirst();

    assertThat(tier.query().orElseThrow().shape()).isEqualTo(Shape.LATEST);
    assertThat(tier.query().orElseThrow().window()).isEqualTo(Check.DEFAULT_QUERY_WINDOW);
    assertThat(refused(instant(block("threshold", "lower_bound = 1; delta = 1"))))
        .isEqualTo(
            "policy.check[c].query_window: expected a duration, or within_bounds_trigger = 1 with"
                + " \"instant\", found \"instant\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fixed-value | ``         | value: expected a number of instances, found nothing
          fixed-value | value = -1 | value: expected a whole number, 0 or more, found -1
          pass-through | max_scale_up = 0 | max_scale_up: expected a number of instances, 1 or more, found 0
          pass-through | target = 3 | target: not a word of ours; known here: max_scale_down, max_scale_up
          threshold | delta = 1 | lower_bound: expected a lower_bound, an upper_bound, or both, found nothing
          threshold | lower_bound = 1 | delta: expected exactly one of delta, percentage and value, found nothing
          threshold | lower_bound = 1; delta = 1; value = 3 | delta: expected exactly one of delta, percentage and value, found 1
          threshold | lower_bound = 1; delta = 1.5 | delta: expected a whole number, any or more, found 1.5
          threshold | lower_bound = 1; value = -3 | value: expected a whole number, 0 or more, found -3
          threshold | lower_bound = 1; delta = 1; within_bounds_trigger = -1 | within_bounds_trigger: expected a whole number, 0 or more, found -1
          slo | service_time = "1s" | wait: expected a duration such as "100ms", found nothing
          slo | wait = "1s" | service_time: expected exactly one of service_time and service_time_query, found nothing
          slo | wait = "1s"; service_time = "1s"; service_time_query = "q" | service_time: expected exactly one of service_time and service_time_query, found "1s"
          slo | wait = "1s"; service_time = "0s" | service_time: expected a duration above 0, found "0s"
          slo | wait = "1s"; service_time = "1s"; probability = 1 | probability: expected a number above 0 and below 1, found 1
          slo | wait = "1s"; service_time = "1s"; probability = 0 | probability: expected a number above 0 and below 1, found 0
          slo | wait = "1s"; service_time = "1s"; servers = 0 | servers: expected a whole number, 1 or more, found 0
          queue | service_rate = 3 | drain_time: expected a duration such as "1m", found nothing
          queue | drain_time = "0s"; service_rate = 3 | drain_time: expected a duration above 0, found "0s"
          queue | drain_time = "1m" | service_rate: expected exactly one of service_rate and service_rate_query, found nothing
          queue | drain_time = "1m"; service_rate = 0 | service_rate: expected a number above 0, found 0
          """)
  void refusesAWordWithItsPath(String name, String words, String problem) throws BadHcl {
    assertThat(refused(check("c", block(name, words))))
        .startsWith("policy.check[c].strategy[" + name + "]." + problem);
  }

  @ParameterizedTest
  @CsvSource({
    "threshold, lower_bound = 1; delta = 1",
    "queue, drain_time = \"1m\"; service_rate = 1",
    "pass-through, ''",
    "fixed-value, value = 1",
  })
  void onlyALoadCanBeForeseen(String name, String words) throws BadHcl {
    var forecast = "\nforecast {\n  method = \"trend\"\n}";

    assertThat(refused(check("c", block(name, words) + forecast)))
        .isEqualTo("policy.check[c].forecast: only for the strategies target-value and slo");
    var slo = block("slo", "wait = \"1s\"; service_time = \"1s\"") + forecast;
    assertThat(Policies.items("", check("c", slo)).checks().getFirst().forecasting()).isPresent();
  }

  private static String instant(String strategy) {
    return "check \"c\" {\nsource = \"prometheus\"\nquery = \"x\"\nquery_window = \"instant\"\n%s\n}\n"
        .formatted(strategy);
  }

  private static Strategy strategy(String name, String words) {
    return Policies.items("", check("c", block(name, words))).checks().getFirst().strategy();
  }

  private static String block(String name, String words) {
    return "strategy \"%s\" {\n%s\n}".formatted(name, words.replace(";", "\n"));
  }

  private static String refused(String check) throws BadHcl {
    var hcl = "scaling {\nmax = 8\npolicy {\n%s}\n}".formatted(check);
    return ((Refused) ScalingFile.read("p.hcl", hcl).readings().getFirst()).words();
  }
}
