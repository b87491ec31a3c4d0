package dev.tripod.deployer.scale.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// pass-through, fixed-value and queue.
class OtherStrategiesTest {

  @ParameterizedTest
  @CsvSource({"3.0, 3", "3.9, 3", "0.9, 0", "-5, 0", "1e300, 2147483647"})
  void passThroughTakesTheMetricForTheCount(double metric, int count) {
    var strategy = new PassThrough(MaxStep.ANY);

    assertThat(strategy.recommend(Reading.of(metric), Count.of(2))).isEqualTo(count);
    assertThat(strategy.needsMetric()).isTrue();
    assertThat(strategy.needsInstances()).isFalse();
  }

  @Test
  void passThroughHasLimitsOfOneAction() {
    var strategy = new PassThrough(new MaxStep(2, 1));

    assertThat(strategy.limitStep(4, 9)).isEqualTo(6);
    assertThat(strategy.limitStep(4, 1)).isEqualTo(3);
    assertThat(strategy.reason(Reading.of(9), Count.of(4), "x"))
        .isEqualTo("the query asks for 9.0");
  }

  @Test
  void aFixedValueNeedsNoMetric() {
    var strategy = new FixedValue(5);

    assertThat(strategy.recommend(Reading.of(99), Count.of(2))).isEqualTo(5);
    assertThat(strategy.needsMetric()).isFalse();
    assertThat(strategy.reason(Reading.of(99), Count.of(2), "x")).isEqualTo("fixed value 5");
    assertThat(strategy.queries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // backlog, arriving each second, count of workers of 10/s that are to be done in 60 s
    "   0,  0, 0",
    " 600,  0, 1",
    " 601,  0, 2",
    "   0, 30, 3",
    "   0, 31, 4",
    " 600, 30, 4",
    " 601, 30, 5",
    "-999,  0, 0",
  })
  void aQueueIsWorkedOffInItsTime(double backlog, double rate, int count) {
    var strategy = queue(Duration.ofMinutes(1), new Quantity.Fixed(10));

    assertThat(strategy.recommend(reading(backlog, Map.of("rate", rate)), Count.of(2)))
        .isEqualTo(count);
  }

  @Test
  void withoutARateTheBacklogAloneCounts() {
    var strategy = new QueueDrain(Duration.ofMillis(500), Optional.empty(), new Quantity.Fixed(10));

    assertThat(strategy.recommend(Reading.of(100), Count.of(2))).isEqualTo(20);
    assertThat(strategy.queries()).isEmpty();
    assertThat(strategy.reason(Reading.of(100), Count.of(2), "jobs"))
        .isEqualTo(
            "100.0 jobs waiting, 0.0/s arriving, 10.0/s by each instance, to be gone in 0.5 s");
  }

  @Test
  void aTimeBelowAMillisecondIsATimeToo() {
    assertThat(
            queue(Duration.ofNanos(500_000), new Quantity.Fixed(1000))
                .recommend(reading(1, Map.of("rate", 0.0)), Count.of(2)))
        .isEqualTo(2);
  }

  @Test
  void theRateOfWorkCanBeMeasured() {
    var strategy = queue(Duration.ofMinutes(1), new Quantity.Measured("service_rate", "avg(w)"));

    assertThat(strategy.queries()).isEqualTo(Map.of("rate", "sum(a)", "service_rate", "avg(w)"));
    assertThat(
            strategy.recommend(
                reading(600, Map.of("rate", 30.0, "service_rate", 20.0)), Count.of(7)))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0.0, 0.0", "-1.0, -1.0", "NaN, NaN"})
  void whereNothingIsWorkedOffTheCountStays(double rate, String said) {
    var strategy = queue(Duration.ofMinutes(1), new Quantity.Measured("service_rate", "avg(w)"));
    var reading = reading(600, Map.of("rate", 30.0, "service_rate", rate));

    assertThat(strategy.recommend(reading, new Count(7, 5))).isEqualTo(7);
    assertThat(strategy.reason(reading, new Count(7, 5), "jobs"))
        .isEqualTo("an instance works off " + said + "/s, expected more than 0");
  }

  @Test
  void aNumberThatWasNotMeasuredIsNone() {
    assertThat(new Quantity.Measured("service_rate", "q").in(Reading.of(1))).isNaN();
    assertThat(new Quantity.Fixed(2.5).in(Reading.of(1))).isEqualTo(2.5);
    assertThat(new Quantity.Fixed(2.5).queries()).isEmpty();
  }

  private static QueueDrain queue(Duration drainTime, Quantity rate) {
    return new QueueDrain(drainTime, Optional.of("sum(a)"), rate);
  }

  private static Reading reading(double metric, Map<String, Double> inputs) {
    return new Reading(metric, List.of(metric), inputs);
  }
}
