package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void durationsAreWrittenAsPeopleDo() {
    assertThat(Words.of(Duration.ofMinutes(5))).isEqualTo("5m");
    assertThat(Words.of(Duration.ofMinutes(90))).isEqualTo("1h30m");
    assertThat(Words.of(Duration.ofMillis(1500))).isEqualTo("1.5s");
  }

  @Test
  void secondsHaveOneDecimal() {
    assertThat(Words.seconds(Duration.ofMillis(12_345))).isEqualTo("12.3 s");
    assertThat(Words.seconds(Duration.ZERO)).isEqualTo("0.0 s");
  }
}
