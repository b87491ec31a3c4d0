package dev.tripod.deployer.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeaksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @Test
  void keepsNoMoreThanTheLimitsAreApart() {
    Peaks peaks = Peaks.NONE;
    for (int second = 0; second < 1000; second++) {
      peaks = peaks.with(NOW.plusMillis(second), 1 + second * 7 % 8, WINDOW);
    }

    assertThat(peaks.falling()).hasSizeLessThanOrEqualTo(8);
    assertThat(peaks.highest().count()).isEqualTo(8);
  }

  @Test
  void aGapLongerThanTheWindowBeginsANewRow() {
    Peaks peaks = Peaks.NONE.with(NOW, 3, WINDOW);

    assertThat(peaks.with(NOW.plus(WINDOW), 2, WINDOW).since()).isEqualTo(Optional.of(NOW));
    Instant late = NOW.plus(WINDOW).plusMillis(1);
    assertThat(peaks.with(late, 2, WINDOW).since()).isEqualTo(Optional.of(late));
  }

  @Test
  void coversTheWindowFromItsEndOn() {
    Peaks peaks = Peaks.NONE.with(NOW, 3, WINDOW);

    assertThat(peaks.cover(WINDOW, NOW.plus(WINDOW).minusMillis(1))).isFalse();
    assertThat(peaks.cover(WINDOW, NOW.plus(WINDOW))).isTrue();
    assertThat(Peaks.NONE.cover(WINDOW, NOW)).isFalse();
  }
}
