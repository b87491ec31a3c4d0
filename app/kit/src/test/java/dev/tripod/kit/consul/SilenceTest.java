package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final Duration DEATH = Duration.ofSeconds(4);
  private static final Duration LATELY = Duration.ofSeconds(2);

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  /// One that is seen from 10 s on.
  private static Silence silence() {
    return Silence.NONE.seen("a", 7, nanos(10_000));
  }

  /// Consul answered each second.
  private static Contact contact(long fromMillis, long toMillis) {
    var contact = Contact.none(LATELY);
    for (long at = fromMillis; at <= toMillis; at += 1_000) {
      contact = contact.answered(nanos(at));
    }
    return contact;
  }

  private static boolean isDeath(Silence silence, Contact contact, long millis) {
    return silence.isAtLeast(DEATH, contact, nanos(millis));
  }

  @Test
  void silenceIsDeathAsSoonAsItLastedSoLong() {
    var same = silence().seen("a", 7, nanos(13_999));

    assertThat(isDeath(same, contact(1_000, 13_000), 13_999)).isFalse();
    assertThat(isDeath(same, contact(1_000, 13_000), 14_000)).isTrue();
  }

  @Test
  void aWordBeginsAnew() {
    var spoken = silence().seen("a", 8, nanos(12_000));

    assertThat(isDeath(spoken, contact(1_000, 15_000), 15_999)).isFalse();
    assertThat(isDeath(spoken, contact(1_000, 15_000), 16_000)).isTrue();
  }

  @Test
  void anotherHolderBeginsAnew() {
    var other = silence().seen("b", 7, nanos(12_000));

    assertThat(isDeath(other, contact(1_000, 15_000), 15_999)).isFalse();
  }

  @Test
  void whileConsulDoesNotAnswerNobodyIsSilent() {
    assertThat(isDeath(silence(), Contact.none(LATELY), 20_000)).isFalse();
    assertThat(isDeath(silence(), contact(1_000, 12_000), 14_000)).isFalse();
  }

  @Test
  void silenceCountsFromWhenConsulAnswersAgain() {
    var again = contact(1_000, 11_000).answered(nanos(15_000)).answered(nanos(16_000));
    again = again.answered(nanos(17_000)).answered(nanos(18_000));

    assertThat(isDeath(silence(), again, 18_999)).isFalse();
    assertThat(isDeath(silence(), again, 19_000)).isTrue();
  }
}
