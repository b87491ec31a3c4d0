package dev.tripod.deployer.scale.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How quickly a count may follow: cooldowns, limits of steps, bursts; and what stands in for a
/// number.
class PaceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({
    // cooldown_on_scale_up, cooldown_up, cooldown_down, last change, next, seconds
    "  ,  ,  , up,   up,   60",
    "  ,  ,  , down, down, 60",
    "20,  ,  , up,   up,   20",
    "20,  ,  , up,   down, 20",
    "20,  ,  , down, up,   60",
    "20, 5,  , up,   up,    5",
    "20, 5,  , up,   down, 20",
    "20, 5,  , down, up,    5",
    "20, 5,  , down, down, 60",
    "20, 5, 9, up,   down,  9",
    "20, 5, 9, down, down,  9",
    "20, 5, 9, down, up,    5",
  })
  void aCooldownIsOfTheLastChangeAndTheNext(
      Integer onScaleUp, Integer up, Integer down, String last, String next, long seconds) {
    var pace = pace(MINUTE, seconds(onScaleUp), seconds(up), seconds(down));
    var change = last.equals("up") ? new Scaling(NOW, 2, 3) : new Scaling(NOW, 3, 2);

    assertThat(pace.cooldownAfter(change, next.equals("up"))).hasSeconds(seconds);
  }

  @Test
  void eachWordCanBeOtherwise() {
    var pace = pace(MINUTE, Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(pace.windowUp(MINUTE).windowUp()).isEqualTo(MINUTE);
    assertThat(pace.windowUp(MINUTE).windowDown()).isZero();
    assertThat(pace.windowDown(MINUTE).windowDown()).isEqualTo(MINUTE);
    assertThat(pace.delayUp(MINUTE).delayUp()).isEqualTo(MINUTE);
    assertThat(pace.cooldownUp(MINUTE).cooldownUp()).contains(MINUTE);
    assertThat(pace.cooldownDown(MINUTE).cooldownDown()).contains(MINUTE);
    assertThat(pace.cooldownDown(MINUTE).cooldownUp()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // instances, percent, count a minute ago, count now, highest, lowest
    "2,    , 4,   4,   6,   2",
    "2,    , 3,   4,   5,   2",
    "2,    , 6,   4,   6,   4",
    " ,  50, 4,   4,   6,   2",
    " ,  50, 5,   5,   8,   2",
    " ,  10, 100, 100, 110, 90",
    " ,  90, 10,  10,  19,  1",
    " ,  10, 3,   3,   4,   2",
    "1, 100, 4,   4,   8,   0",
    "3,  50, 2,   2,   5,   0",
    "3,  50, 10, 10,  15,   5",
    " ,  50, 0,   0,   1,   0",
    " , 300, 0,   0,   3,   0",
    "2,  50, 0,   1,   2,   0",
    "2147483647, , 9, 9, 2147483647, 0",
  })
  void aStepLimitCountsFromTheBeginOfItsPeriod(
      Integer instances, Double percent, int before, int now, int highest, int lowest) {
    var limit =
        new StepLimit(
            instances == null ? OptionalInt.empty() : OptionalInt.of(instances),
            percent == null ? OptionalDouble.empty() : OptionalDouble.of(percent),
            MINUTE);
    var facts =
        Facts.of(Count.of(now)).scaled(List.of(new Scaling(NOW.minusSeconds(30), before, now)));

    assertThat(limit.highest(facts, NOW)).isEqualTo(highest);
    assertThat(limit.lowest(facts, NOW)).isEqualTo(lowest);
  }

  @ParameterizedTest
  @CsvSource({"59999, 2, 8", "60000, 5, 5"})
  void aChangeCountsWhileItIsWithinThePeriod(long millisAgo, int highest, int lowest) {
    var limit = new StepLimit(OptionalInt.of(0), OptionalDouble.empty(), MINUTE);
    Instant at = NOW.minusMillis(millisAgo);

    var grown = Facts.of(Count.of(5)).scaled(List.of(new Scaling(at, 2, 5)));
    assertThat(limit.highest(grown, NOW)).isEqualTo(highest);
    var shrunk = Facts.of(Count.of(5)).scaled(List.of(new Scaling(at, 8, 5)));
    assertThat(limit.lowest(shrunk, NOW)).isEqualTo(lowest);
  }

  @Test
  void theCountAtATimeIsThatBeforeTheOldestChangeSince() {
    var facts =
        Facts.of(Count.of(7))
            .scaled(
                List.of(
                    new Scaling(NOW.minusSeconds(10), 5, 7),
                    new Scaling(NOW.minusSeconds(20), 3, 5)));

    assertThat(facts.countAt(NOW)).isEqualTo(7);
    assertThat(facts.countAt(NOW.minusSeconds(10))).isEqualTo(7);
    assertThat(facts.countAt(NOW.minusMillis(10_001))).isEqualTo(5);
    assertThat(facts.countAt(NOW.minusMillis(20_001))).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    // threshold, wanted, ready, whether it is a burst
    "2.0, 5, 3, false",
    "2.0, 6, 3, true",
    "1.5, 4, 3, false",
    "1.5, 5, 3, true",
    "2.0, 1, 0, false",
    "2.0, 2, 0, true",
    "0.5, 3, 3, false",
    "0.5, 4, 3, true",
  })
  void aBurstIsManyTimesOfWhatIsReady(double threshold, int wanted, int ready, boolean burst) {
    assertThat(new Panic(threshold, MINUTE).is(wanted, ready)).isEqualTo(burst);
  }

  @Test
  void readsWhatStandsInForANumber() {
    assertThat(Fallbacks.parse("hold")).contains(new Fallback.Hold());
    assertThat(Fallbacks.parse("last")).contains(new Fallback.Last(Duration.ofMinutes(5)));
    assertThat(Fallbacks.parse("last 90s")).contains(new Fallback.Last(Duration.ofSeconds(90)));
    assertThat(Fallbacks.parse("last_week")).contains(new Fallback.LastWeek());
    assertThat(Fallbacks.parse("count 4")).contains(new Fallback.Fixed(4));
    for (String wrong : List.of("", "Hold", "last soon", "count", "count -1", "count 1234567")) {
      assertThat(Fallbacks.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void knowsWhetherAWeekOldNumberIsNeeded() {
    var fallbacks = new Fallbacks(Map.of(Lack.STALE, new Fallback.LastWeek()));

    assertThat(fallbacks.needLastWeek()).isTrue();
    assertThat(Fallbacks.NONE.needLastWeek()).isFalse();
    assertThat(fallbacks.on(Lack.STALE)).isEqualTo(new Fallback.LastWeek());
    assertThat(fallbacks.on(Lack.EMPTY)).isEqualTo(new Fallback.Hold());
  }

  private static Optional<Duration> seconds(Integer seconds) {
    return Optional.ofNullable(seconds).map(Duration::ofSeconds);
  }

  private static Pace pace(
      Duration cooldown,
      Optional<Duration> onScaleUp,
      Optional<Duration> up,
      Optional<Duration> down) {
    return new Pace(
        cooldown,
        onScaleUp,
        up,
        down,
        Duration.ZERO,
        1,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        0,
        Optional.empty(),
        Optional.empty());
  }
}
