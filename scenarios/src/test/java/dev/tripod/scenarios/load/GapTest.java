package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  private static Sample success(long startMillis, long latencyMillis) {
    return new Sample(T.plusMillis(startMillis), Duration.ofMillis(latencyMillis), 200, "");
  }

  private static Sample failure(long startMillis, long latencyMillis) {
    return new Sample(T.plusMillis(startMillis), Duration.ofMillis(latencyMillis), 0, "refused");
  }

  private static void assertGap(long millis, Sample... samples) {
    assertThat(Gap.longest(List.of(samples))).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void nothingSentIsNoGap() {
    assertGap(0);
  }

  @Test
  void betweenTwoSuccessesInTheOrderOfTheirArrival() {
    assertGap(300, success(0, 10), success(500, 10), success(100, 10), success(400, 10));
  }

  @Test
  void failuresDoNotEndIt() {
    assertGap(900, success(0, 10), failure(300, 10), failure(600, 10), success(900, 10));
  }

  @Test
  void beforeTheFirstSuccessAndAfterTheLast() {
    assertGap(700, failure(0, 10), success(650, 50), success(710, 10));
    assertGap(690, success(0, 10), failure(600, 100));
  }

  @Test
  void noSuccessAtAllIsTheWholeTime() {
    assertGap(1_100, failure(0, 10), failure(1_000, 100));
  }

  @Test
  void onesThatEndInATimeWheneverTheyBegan() {
    var samples = List.of(success(0, 10), success(500, 10), success(700, 10), success(1_600, 10));
    assertThat(Gap.longestEnded(samples, T.plusMillis(300), T.plusMillis(1_610)))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(Gap.longestEnded(samples, T.plusMillis(511), T.plusMillis(710)))
        .as("the first is before, the last is not")
        .isEqualTo(Duration.ZERO);
  }
}
