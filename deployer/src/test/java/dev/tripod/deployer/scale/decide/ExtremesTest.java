package dev.tripod.deployer.scale.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.decide.Extremes.Sense;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtremesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @Test
  void keepsNoMoreThanTheLimitsAreApart() {
    Extremes peaks = Extremes.none(Sense.HIGHEST);
    for (int second = 0; second < 1000; second++) {
      peaks = peaks.with(NOW.plusMillis(second), 1 + second * 7 % 8, WINDOW);
    }

    assertThat(peaks.kept()).hasSizeLessThanOrEqualTo(8);
    assertThat(peaks.extreme().count()).isEqualTo(8);
  }

  @Test
  void aGapLongerThanTheWindowBeginsANewRow() {
    Extremes peaks = Extremes.none(Sense.HIGHEST).with(NOW, 3, WINDOW);

    assertThat(peaks.with(NOW.plus(WINDOW), 2, WINDOW).since()).isEqualTo(Optional.of(NOW));
    Instant late = NOW.plus(WINDOW).plusMillis(1);
    assertThat(peaks.with(late, 2, WINDOW).since()).isEqualTo(Optional.of(late));
  }

  @Test
  void coversTheWindowFromItsEndOn() {
    Extremes peaks = Extremes.none(Sense.HIGHEST).with(NOW, 3, WINDOW);

    assertThat(peaks.cover(WINDOW, NOW.plus(WINDOW).minusMillis(1))).isFalse();
    assertThat(peaks.cover(WINDOW, NOW.plus(WINDOW))).isTrue();
    assertThat(Extremes.none(Sense.HIGHEST).cover(WINDOW, NOW)).isFalse();
  }

  @Test
  void keepsTheLowestAsWell() {
    Extremes lowest = Extremes.none(Sense.LOWEST);
    lowest = lowest.with(NOW, 2, WINDOW).with(NOW.plusSeconds(1), 5, WINDOW);

    assertThat(lowest.extreme().count()).isEqualTo(2);
    assertThat(lowest.with(NOW.plusSeconds(11), 4, WINDOW).extreme().count()).isEqualTo(4);
  }
}
