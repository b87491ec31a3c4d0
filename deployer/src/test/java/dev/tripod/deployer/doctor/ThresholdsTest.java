package dev.tripod.deployer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, OK",
    "PT2S, OK",
    "PT-2S, OK",
    "PT2.001S, WARN",
    "PT-2.001S, WARN",
    "PT30S, WARN",
    "PT30.001S, FAIL",
    "PT-31S, FAIL"
  })
  void clocks(Duration offset, Level level) {
    assertThat(Thresholds.clock(offset)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "80, OK", "80.1, WARN", "95, WARN", "95.1, FAIL", "100, FAIL"})
  void fullness(double percent, Level level) {
    assertThat(Thresholds.full(percent)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"P100D, OK", "P14D, OK", "P13DT23H, WARN", "PT1S, WARN", "PT0S, FAIL", "PT-1H, FAIL"})
  void expiry(Duration left, Level level) {
    assertThat(Thresholds.expiry(left)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "'Sun, 22 Nov 2026 01:00:10 GMT', PT0.5S",
    "'Sun, 22 Nov 2026 01:00:45 GMT', PT35.5S",
    "'Sun, 22 Nov 2026 00:59:10 GMT', PT-59.5S"
  })
  void offsetsAreFromTheMiddleOfTheCall(String date, Duration offset) {
    var asked = Instant.parse("2026-11-22T01:00:09Z");

    assertThat(ClockCheck.offset(date, asked, asked.plusSeconds(2))).isEqualTo(offset);
  }

  @ParameterizedTest
  @CsvSource({
    "10.77.0.10, 10.77.0.10, true",
    "10.77.0.10, 10.77.0.11, false",
    "Site.example, site.example, true",
    "*.example.org, www.example.org, true",
    "*.example.org, a.www.example.org, false",
    "*.example.org, example.org, false",
    "fd00:0:0:0:0:0:0:1, fd00::1, true",
    "fd00:0:0:0:0:0:0:1, fd00::2, false"
  })
  void namesOfCertificates(String pattern, String host, boolean covered) {
    assertThat(Certificate.covers(pattern, host)).isEqualTo(covered);
  }
}
