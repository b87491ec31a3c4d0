package dev.tripod.deployer.scale.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(40);

  @Test
  void aLineGoesOn() {
    var trend = seen(30, second -> 100 + 5 * second);

    assertThat(trend.at(at(29)).getAsDouble()).isCloseTo(245, within(1e-9));
    assertThat(trend.at(at(49)).getAsDouble()).isCloseTo(345, within(1e-9));
    assertThat(seen(30, _ -> 70).at(at(500)).getAsDouble()).isEqualTo(70);
  }

  @Test
  void noiseTurnsItLittle() {
    var random = new SplittableRandom(5);
    var trend =
        seen(41, second -> second == 40 ? 300 : 100 + 5 * second + random.nextGaussian() * 5);

    assertThat(trend.at(at(50)).getAsDouble()).isCloseTo(350, within(10.0));
  }

  @Test
  void neverForeseesLessThanNothing() {
    assertThat(seen(30, second -> 300 - 10 * second).at(at(60)).getAsDouble()).isZero();
  }

  @Test
  void needsFivePoints() {
    assertThat(seen(4, second -> second).at(at(9))).isEmpty();
    assertThat(seen(5, second -> second).at(at(9)).getAsDouble()).isCloseTo(9, within(1e-9));
    assertThat(seen(0, second -> second).at(at(9))).isEmpty();
  }

  @Test
  void keepsNoMoreThanFortyPointsAndNoneTooCloseOrTooOld() {
    var trend = Trend.over(WINDOW);
    for (int i = 0; i < 10_000; i++) {
      trend = trend.with(BEGIN.plusMillis(100L * i), i);
    }

    assertThat(trend.points()).hasSize(40);
    for (int i = 1; i < 40; i++) {
      assertThat(trend.points().get(i).at())
          .isEqualTo(trend.points().get(i - 1).at().plusSeconds(1));
    }
    var later = trend.with(trend.points().getLast().at().plus(WINDOW), 1);
    assertThat(later.points()).hasSize(2);
    assertThat(later.with(later.points().getLast().at().plus(WINDOW).plusMillis(1), 2).points())
        .hasSize(1);
  }

  @Test
  void aPointIsLeftOutUntilAFortiethOfTheWindowHasPassed() {
    var trend = Trend.over(WINDOW).with(BEGIN, 1);

    assertThat(trend.with(BEGIN.plusMillis(999), 2)).isSameAs(trend);
    assertThat(trend.with(BEGIN.minusSeconds(5), 2)).isSameAs(trend);
    assertThat(trend.with(BEGIN.plusMillis(1000), 2).points()).hasSize(2);
  }

  @Test
  void followsATurnAsTheOldPointsGo() {
    var trend = seen(100, second -> second < 50 ? 1000 : 1000 - 10 * (second - 50));

    assertThat(trend.at(at(109)).getAsDouble()).isCloseTo(410, within(1e-9));
  }

  private static Trend seen(int seconds, IntToDoubleFunction load) {
    var trend = Trend.over(WINDOW);
    for (int second = 0; second < seconds; second++) {
      trend = trend.with(at(second), load.applyAsDouble(second));
    }
    return trend;
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }
}
