package dev.tripod.deployer.scale.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 2 March 2026 is a Monday.
class ScheduleTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T08:59:59.999Z, false",
    "2026-03-02T09:00:00.000Z, true",
    "2026-03-02T09:00:00.001Z, true",
    "2026-03-02T16:59:59.999Z, true",
    "2026-03-02T17:00:00.000Z, false",
    "2026-03-02T17:00:00.001Z, false",
    "2026-03-01T12:00:00.000Z, false",
    "2026-03-06T12:00:00.000Z, true",
    "2026-03-07T12:00:00.000Z, false",
  })
  void lastsFromItsStartToItsEndOrForItsTime(Instant now, boolean active) {
    assertThat(to("0 9 * * 1-5", "0 17 * * 1-5", ZoneOffset.UTC).activeAt(now)).isEqualTo(active);
    assertThat(during("0 9 * * 1-5", Duration.ofHours(8), ZoneOffset.UTC).activeAt(now))
        .isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    // Friday evening to Monday morning.
    "2026-03-06T17:59:59Z, false",
    "2026-03-06T18:00:00Z, true",
    "2026-03-08T00:00:00Z, true",
    "2026-03-09T05:59:59Z, true",
    "2026-03-09T06:00:00Z, false",
  })
  void mayGoOverMidnightAndWeekend(Instant now, boolean active) {
    assertThat(to("0 18 * * 5", "0 6 * * 1", ZoneOffset.UTC).activeAt(now)).isEqualTo(active);
    assertThat(during("0 18 * * 5", Duration.ofHours(60), ZoneOffset.UTC).activeAt(now))
        .isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    // Nine o'clock in Paris, before and after the clocks go forward on 29 March 2026.
    "2026-03-28T07:59:59Z, false",
    "2026-03-28T08:00:00Z, true",
    "2026-03-28T15:59:59Z, true",
    "2026-03-28T16:00:00Z, false",
    "2026-03-29T06:59:59Z, false",
    "2026-03-29T07:00:00Z, true",
    "2026-03-29T14:59:59Z, true",
    "2026-03-29T15:00:00Z, false",
    // And before and after they go back on 25 October.
    "2026-10-24T06:59:59Z, false",
    "2026-10-24T07:00:00Z, true",
    "2026-10-25T07:59:59Z, false",
    "2026-10-25T08:00:00Z, true",
    "2026-10-25T16:00:00Z, false",
  })
  void followsTheClocksOfItsZone(Instant now, boolean active) {
    assertThat(to("0 9 * * *", "0 17 * * *", PARIS).activeAt(now)).isEqualTo(active);
    assertThat(during("0 9 * * *", Duration.ofHours(8), PARIS).activeAt(now)).isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    // From midnight for six hours: of the clock they are five or seven on those nights.
    "2026-03-29T04:59:59Z, true",
    "2026-03-29T05:00:00Z, false",
    "2026-10-25T03:59:59Z, true",
    "2026-10-25T04:00:00Z, false",
  })
  void aTimeIsAsLongOnTheNightTheClocksChange(Instant now, boolean active) {
    assertThat(during("0 0 * * *", Duration.ofHours(6), PARIS).activeAt(now)).isEqualTo(active);
  }

  @ParameterizedTest
  @CsvSource({
    // From midnight to six by the clock.
    "2026-03-29T03:59:59Z, true",
    "2026-03-29T04:00:00Z, false",
    "2026-10-25T04:59:59Z, true",
    "2026-10-25T05:00:00Z, false",
  })
  void anEndIsByTheClockOnThatNight(Instant now, boolean active) {
    assertThat(to("0 0 * * *", "0 6 * * *", PARIS).activeAt(now)).isEqualTo(active);
  }

  @Test
  void aStartThatNeverComesIsNever() {
    var never = during("0 0 30 2 *", Duration.ofHours(6), ZoneOffset.UTC);

    assertThat(never.activeAt(Instant.parse("2026-03-02T00:00:00Z"))).isFalse();
  }

  @Test
  void isSaidInItsOwnWords() {
    assertThat(to("0 9 * * *", "0 17 * * *", PARIS))
        .hasToString("0 9 * * * to 0 17 * * *, Europe/Paris");
    assertThat(during("0 9 * * *", Duration.ofHours(8), ZoneOffset.UTC))
        .hasToString("0 9 * * * for 8h, Z");
  }

  @Test
  void refusesFieldsThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> to("0 9 * *", "0 17 * * *", PARIS));
    assertThatIllegalArgumentException().isThrownBy(() -> to("0 9 * * *", "0 25 * * *", PARIS));
  }

  private static Schedule to(String start, String end, ZoneId zone) {
    return new Schedule(start, Optional.of(end), Optional.empty(), zone);
  }

  private static Schedule during(String start, Duration time, ZoneId zone) {
    return new Schedule(start, Optional.empty(), Optional.of(time), zone);
  }
}
