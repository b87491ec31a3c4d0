package dev.tripod.deployer.scale.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/// A season of 288 s, so that each part of it is a second.
class SeasonalTest {
  private static final Duration SEASON = Duration.ofSeconds(288);

  @Test
  void theFirstSeasonForeseesNothing() {
    var almost = seen(Seasonal.every(SEASON), 0, 288, second -> second);

    assertThat(almost.at(at(290))).isEmpty();
    assertThat(almost.with(at(288), 0).at(at(290))).isPresent();
  }

  @Test
  void theSecondSeasonIsForeseenAsTheFirst() {
    var seasonal = seen(Seasonal.every(SEASON), 0, 289, second -> 100 + second % 288);

    // The middle of a part is its mean; between two middles lies a line.
    assertThat(load(seasonal, 300_500)).isCloseTo(112, within(1e-9));
    assertThat(load(seasonal, 301_000)).isCloseTo(112.5, within(1e-9));
    assertThat(load(seasonal, 301_250)).isCloseTo(112.75, within(1e-9));
    assertThat(load(seasonal, 2 * 288_000 + 12_500)).isCloseTo(112, within(1e-9));
  }

  @Test
  void aPartIsTheMeanOfItsLoads() {
    var seasonal = Seasonal.every(SEASON);
    for (long millis = 0; millis <= 288_000; millis += 250) {
      seasonal = seasonal.with(Instant.ofEpochMilli(millis), millis % 1000 == 0 ? 160 : 80);
    }

    assertThat(load(seasonal, 300_500)).isCloseTo(100, within(1e-9));
  }

  @Test
  void followsALevelThatRises() {
    // Each season is 50 more than the one before.
    var seasonal = seen(Seasonal.every(SEASON), 0, 20 * 288, s -> 500 + s % 288 + s / 288 * 50);

    assertThat(load(seasonal, 20 * 288_000 + 10_500)).isCloseTo(500 + 10 + 20 * 50, within(40.0));
  }

  @Test
  void aFirstSeasonLikeNoOtherIsForgotten() {
    var first = seen(Seasonal.every(SEASON), 0, 288, _ -> 100);
    var then = seen(first, 288, 12 * 288, s -> s % 288 < 144 ? 100 : 300);

    assertThat(load(then, 12 * 288_000 + 70_500)).isCloseTo(100, within(15.0));
    assertThat(load(then, 12 * 288_000 + 200_500)).isCloseTo(300, within(15.0));
  }

  @Test
  void learnsANewShape() {
    var first = seen(Seasonal.every(SEASON), 0, 3 * 288, s -> s % 288 < 144 ? 100 : 300);
    var then = seen(first, 3 * 288, 20 * 288, s -> s % 288 < 144 ? 300 : 100);

    assertThat(load(first, 3 * 288_000 + 70_500)).isCloseTo(100, within(10.0));
    assertThat(load(then, 20 * 288_000 + 70_500)).isCloseTo(300, within(15.0));
  }

  @Test
  void neverForeseesLessThanNothing() {
    var seasonal = seen(Seasonal.every(SEASON), 0, 2 * 288, s -> s % 288 == 5 ? 1000 : 0);

    assertThat(load(seasonal, 2 * 288_000 + 100_500)).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aTimeThatGoesBackIsLeftOut() {
    var seasonal = seen(Seasonal.every(SEASON), 0, 300, second -> second);

    assertThat(seasonal.with(at(298), 5)).isSameAs(seasonal);
    assertThat(seasonal.with(at(299), 5)).isNotSameAs(seasonal);
  }

  @Test
  void aGapIsJumpedOver() {
    var before = seen(Seasonal.every(SEASON), 0, 3 * 288, s -> 100 + s % 288);
    var after = before.with(at(3 * 288 + 100), 200).with(at(3 * 288 + 101), 201);

    assertThat(load(after, (3 * 288 + 150) * 1000L + 500)).isCloseTo(250, within(5.0));
  }

  @Test
  void aSeasonOfNothingIsAsShortAsItGets() {
    assertThat(Seasonal.every(Duration.ZERO).with(at(1), 5).at(at(2))).isEmpty();
  }

  private static double load(Seasonal seasonal, long millis) {
    return seasonal.at(Instant.ofEpochMilli(millis)).getAsDouble();
  }

  private static Seasonal seen(Seasonal begin, long from, long to, LongToDoubleFunction load) {
    var seasonal = begin;
    for (long second = from; second < to; second++) {
      seasonal = seasonal.with(at(second), load.applyAsDouble(second));
    }
    return seasonal;
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
