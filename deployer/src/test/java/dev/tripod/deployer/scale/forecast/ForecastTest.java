package dev.tripod.deployer.scale.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration HORIZON = Duration.ofSeconds(10);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aForecastThatComesTrueIsNoError() {
    var forecast = seconds(Forecast.trend(HORIZON), 60, second -> 100 + second);

    assertThat(forecast.error().getAsDouble()).isCloseTo(0, within(1e-9));
    assertThat(forecast.at(BEGIN.plusSeconds(69)).getAsDouble()).isCloseTo(169, within(1e-9));
  }

  @Test
  void theErrorIsTheMeanOfTheDifferencesOverThatOfTheLoads() {
    // Flat at 100, then flat at 200: each forecast of the first minute says 100.
    var flat = seconds(Forecast.trend(HORIZON), 60, _ -> 100);
    var before = flat.judged();

    var jumped = flat.with(BEGIN.plusSeconds(60), 200, HORIZON);

    assertThat(flat.error().getAsDouble()).isZero();
    assertThat(jumped.judged()).isEqualTo(before + 1);
    assertThat(jumped.errors()).isEqualTo(100);
    assertThat(jumped.loads()).isCloseTo(flat.loads() * 0.97 + 200, within(1e-9));
    assertThat(jumped.error().getAsDouble())
        .isCloseTo(100 / (flat.loads() * 0.97 + 200), within(1e-9));
  }

  @Test
  void olderErrorsCountLess() {
    var flat = seconds(Forecast.trend(HORIZON), 60, _ -> 100);
    var wrong = flat.with(BEGIN.plusSeconds(60), 400, HORIZON);
    var later = wrong;
    for (int second = 61; second < 400; second++) {
      later = later.with(BEGIN.plusSeconds(second), 100, HORIZON);
    }

    assertThat(wrong.error().getAsDouble()).isGreaterThan(0.1);
    assertThat(later.error().getAsDouble()).isLessThan(0.01);
  }

  @Test
  void isSilentUntilTenWereJudgedAndWithoutAnyLoad() {
    var forecast = Forecast.trend(HORIZON);
    for (int second = 0; forecast.judged() < 9; second++) {
      forecast = forecast.with(BEGIN.plusSeconds(second), 100, HORIZON);
    }
    assertThat(forecast.error()).isEmpty();

    var tenth = forecast.with(forecast.open().getFirst().at(), 100, HORIZON);
    assertThat(tenth.judged()).isEqualTo(10);
    assertThat(tenth.error()).isPresent();
    assertThat(seconds(Forecast.trend(HORIZON), 60, _ -> 0).error()).isEmpty();
  }

  @Test
  void aForecastIsJudgedAtItsTimeNotBefore() {
    var forecast = seconds(Forecast.trend(HORIZON), 9, _ -> 100);
    Instant due = forecast.open().getFirst().at();

    assertThat(forecast.with(due.minusMillis(1), 100, HORIZON).judged()).isZero();
    assertThat(forecast.with(due, 100, HORIZON).judged()).isEqualTo(1);
  }

  @Test
  void keepsABoundedNumberOfOpenForecasts() {
    var forecast = Forecast.trend(HORIZON);
    int most = 0;
    for (int i = 0; i < 5000; i++) {
      forecast = forecast.with(BEGIN.plusMillis(20L * i), 100, HORIZON);
      most = Math.max(most, forecast.open().size());
    }

    assertThat(most).isBetween(30, 32);
  }

  @Test
  void theTrendOfAShortHorizonLooksBackTwentySeconds() {
    var shortest = (Trend) Forecast.trend(Duration.ofSeconds(1)).model();

    assertThat(shortest.window()).hasSeconds(20);
    assertThat(((Trend) Forecast.trend(HORIZON).model()).window()).hasSeconds(60);
  }

  @Test
  void aDayIsLearnedAndRightWithinAFewPercentOnTheThird() {
    var random = new SplittableRandom(3);
    var forecast = Forecast.seasonal(DAY);
    double differences = 0;
    double loads = 0;
    int minutes = 24 * 60;
    for (int minute = 0; minute < 3 * minutes; minute++) {
      Instant now = BEGIN.plus(Duration.ofMinutes(minute));
      double load = curve(minute / 60.0) * (1 + 0.02 * random.nextGaussian());
      forecast = forecast.with(now, load, Duration.ofMinutes(15));
      if (minute >= 2 * minutes) {
        double later = curve((minute + 15) / 60.0);
        var said = forecast.at(now.plus(Duration.ofMinutes(15))).getAsDouble();
        differences += Math.abs(said - later);
        loads += later;
      }
    }

    assertThat(differences / loads).isLessThan(0.03);
    assertThat(forecast.error().getAsDouble()).isLessThan(0.05);
  }

  /// Between 200 and 800 over a day.
  private static double curve(double hour) {
    return 500 - 300 * Math.cos(2 * Math.PI * hour / 24);
  }

  private static Forecast seconds(Forecast begin, int seconds, DoubleUnaryOperator load) {
    var forecast = begin;
    for (int second = 0; second < seconds; second++) {
      forecast = forecast.with(BEGIN.plusSeconds(second), load.applyAsDouble(second), HORIZON);
    }
    return forecast;
  }
}
