package dev.tripod.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStartTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

  /// NOW is 1767225610 s after 1970.
  @ParameterizedTest
  @CsvSource({
    "now,             t=1767225610000000, 0",
    "a moment ago,    t=1767225609999999, 0.000001",
    "late,            t=1767225609500000, 0.5",
    "still believed,  t=1767225608000000, 2",
    "too long ago,    t=1767225607999999, 0",
    "another epoch,   t=0,                0",
    "in the future,   t=1767225610000001, 0",
    "far from here,   t=999999999999999999, 0",
  })
  void aStartThatIsNotCredibleCountsFromNow(String what, String header, double seconds) {
    assertThat(RequestStart.elapsed(Optional.of(header), NOW))
        .as(what)
        .isEqualTo(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=",
        "1767225609500000",
        "t=1767225609.5",
        "t=-1767225609500000",
        "t=1767225609500000 ",
        "t=1767225609500000, t=1767225609500000",
        "t=1000000000000000000",
        "t=١٧٦٧٢٢٥٦٠٩٥٠٠٠٠٠",
        "T=1767225609500000",
      })
  void whatIsNoStartCountsFromNow(String header) {
    assertThat(RequestStart.elapsed(Optional.of(header), NOW)).isZero();
  }

  @Test
  void withoutOneItCountsFromNow() {
    assertThat(RequestStart.elapsed(Optional.empty(), NOW)).isZero();
  }
}
