package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final Duration DEATH = Duration.ofSeconds(4);

  private static Silence at(Silence before, String session, long index, long millis) {
    return before.seen(session, index, Duration.ofMillis(millis).toNanos());
  }

  /// Looked at each second, from 10 s on.
  private static Silence looks(int times) {
    var silence = Silence.NONE;
    for (int look = 0; look < times; look++) {
      silence = at(silence, "a", 7, 10_000 + look * 1_000L);
    }
    return silence;
  }

  @Test
  void silenceIsDeathAsSoonAsItLastedSoLong() {
    assertThat(looks(4).isAtLeast(DEATH)).isFalse();
    assertThat(looks(5).isAtLeast(DEATH)).isTrue();
  }

  @Test
  void aWordBeginsAnew() {
    assertThat(at(looks(5), "a", 8, 15_000).isAtLeast(DEATH)).isFalse();
  }

  @Test
  void anotherHolderBeginsAnew() {
    assertThat(at(looks(5), "b", 7, 15_000).isAtLeast(DEATH)).isFalse();
  }

  @Test
  void whatNobodyLookedAtIsNoSilence() {
    assertThat(at(looks(1), "a", 7, 20_000).isAtLeast(DEATH)).isFalse();
  }
}
