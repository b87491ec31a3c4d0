package dev.tripod.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.story.Figure;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static Figure summary(long... gaps) {
    var runs =
        Arrays.stream(gaps)
            .mapToObj(
                gap ->
                    Figure.of("vip-off").millis("gap", Duration.ofMillis(gap)).with("to", "node2"))
            .toList();
    return new Measurement(runs).summary();
  }

  @Test
  void medianAndWorstOfEachNumber() {
    assertThat(summary(300, 100, 900).line())
        .isEqualTo(
            "FIGURE {\"scenario\":\"vip-off\",\"runs\":3,\"gapMillisMedian\":300,\"gapMillisWorst\":900}");
  }

  @Test
  void theMedianOfAnEvenNumberIsBetween() {
    assertThat(summary(100, 200).number("gapMillisMedian")).isEqualTo(150);
  }

  @Test
  void oneRunIsItsOwnMedian() {
    assertThat(summary(7).number("gapMillisMedian")).isEqualTo(7);
  }
}
