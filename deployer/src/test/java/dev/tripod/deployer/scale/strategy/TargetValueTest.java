package dev.tripod.deployer.scale.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.strategy.TargetValue.MetricOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetValueTest {

  @ParameterizedTest
  @CsvSource({
    // target, metric of, desired, running, metric, recommended
    "100, INSTANCE, 2, 2, 150.0, 3",
    "100, INSTANCE, 2, 2, 150.1, 4",
    "100, INSTANCE, 6, 2, 290.0, 6",
    "100, INSTANCE, 6, 3, 100.0, 3",
    "100, GROUP,    2, 2, 300.0, 3",
    "100, GROUP,    2, 2, 300.1, 4",
    "100, GROUP,    6, 2, 590.0, 6",
    "100, GROUP,    6, 3, 301.0, 4",
    // While nothing runs yet, the load is what one instance would carry.
    "100, GROUP,    2, 0, 301.0, 4",
    // From zero the metric is the whole load.
    "100, INSTANCE, 0, 0,   0.0, 0",
    "100, INSTANCE, 0, 0,   0.1, 1",
    "100, GROUP,    0, 0, 100.1, 2",
    // Instances that run though none is desired any more do not count.
    "100, INSTANCE, 0, 3, 200.0, 2",
    // A target of 0 counts as 1.
    "  0, INSTANCE, 2, 2,   3.0, 6",
    "  0, GROUP,    2, 2,   3.0, 3",
    "  0, GROUP,    2, 2,   0.0, 0",
    "100, GROUP,    2, 2, -50.0, 0",
  })
  void dividesTheLoadByTheTarget(
      double target, MetricOf of, int desired, int running, double metric, int recommended) {
    assertThat(value(target, of).recommend(Reading.of(metric), new Count(desired, running)))
        .isEqualTo(recommended);
  }

  @ParameterizedTest
  @CsvSource({
    // threshold, metric of the group of 4, recommended
    "0.25, 500.0, 4",
    "0.25, 500.1, 6",
    "0.25, 300.0, 4",
    "0.25, 299.9, 3",
    "0.00, 400.0, 4",
    "0.00, 400.1, 5",
  })
  void withinTheThresholdNothingChanges(double threshold, double metric, int recommended) {
    var strategy = new TargetValue(100, threshold, MetricOf.GROUP, MaxStep.ANY);

    assertThat(strategy.recommend(Reading.of(metric), Count.of(4))).isEqualTo(recommended);
  }

  @Test
  void theLoadIsTheGroupsWhateverRuns() {
    var count = new Count(6, 2);

    assertThat(value(100, MetricOf.GROUP).load(Reading.of(600), count)).isEqualTo(600);
    assertThat(value(100, MetricOf.INSTANCE).load(Reading.of(300), count)).isEqualTo(600);
  }

  @ParameterizedTest
  @CsvSource({"100, 0, 0", "100, 100, 1", "100, 100.1, 2", "0, 7, 7"})
  void theCountForALoadKnowsNoThreshold(double target, double load, int count) {
    var strategy = new TargetValue(target, 0.5, MetricOf.GROUP, MaxStep.ANY);

    assertThat(strategy.countFor(load, Reading.of(0))).isEqualTo(count);
  }

  @Test
  void onlyAMetricOfOneInstanceNeedsOne() {
    assertThat(value(100, MetricOf.INSTANCE).needsInstances()).isTrue();
    assertThat(value(100, MetricOf.GROUP).needsInstances()).isFalse();
    assertThat(value(100, MetricOf.GROUP).needsMetric()).isTrue();
    assertThat(value(100, MetricOf.GROUP).needsWindow()).isFalse();
    assertThat(value(100, MetricOf.GROUP).queries()).isEmpty();
  }

  @Test
  void itsReasonIsOfOneInstance() {
    assertThat(value(100, MetricOf.GROUP).reason(Reading.of(600), new Count(6, 2), "requests/s"))
        .isEqualTo("300.0 requests/s per instance, target 100.0");
    assertThat(value(0, MetricOf.INSTANCE).reason(Reading.of(7), Count.of(2), "jobs"))
        .isEqualTo("7.0 jobs per instance, target 0.0");
  }

  @ParameterizedTest
  @CsvSource({
    // desired, asked for, most up, most down, one action goes to
    "4, 9, 2, 1, 6",
    "4, 6, 2, 1, 6",
    "4, 5, 2, 1, 5",
    "4, 1, 2, 1, 3",
    "4, 3, 2, 1, 3",
    "4, 2147483647, 2147483647, 1, 2147483647",
    "4, 0, 1, 2147483647, 0",
  })
  void oneActionHasALimit(int desired, int count, int up, int down, int to) {
    var strategy = new TargetValue(100, 0, MetricOf.GROUP, new MaxStep(up, down));

    assertThat(strategy.limitStep(desired, count)).isEqualTo(to);
  }

  private static TargetValue value(double target, MetricOf of) {
    return new TargetValue(target, TargetValue.DEFAULT_THRESHOLD, of, MaxStep.ANY);
  }
}
