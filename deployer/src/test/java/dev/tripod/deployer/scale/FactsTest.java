package dev.tripod.deployer.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small values that decisions are made of.
class FactsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "250ms, 250",
    "1.5s, 1500",
    "1m30s, 90000",
    "1h, 3600000",
    "1000us, 1",
  })
  void durationsAreReadAsGoWritesThem(String text, long millis) {
    assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "-1s", "1d", "1 s", "1m 30s", "1.s"})
  void whatIsNoneIsNotGuessed(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void aDurationHasAtMost32Characters() {
    assertThat(Durations.parse("1".repeat(31) + "s")).isPresent();
    assertThat(Durations.parse("1".repeat(32) + "s")).isEmpty();
  }

  @Test
  void aTargetIsSaidByItsJobAndAGroupOfItsOwn() {
    assertThat(new Target("default", "items", "items")).hasToString("items");
    assertThat(new Target("default", "redis", "replica")).hasToString("redis/replica");
  }

  @Test
  void aChangeByAPersonIsSigned() {
    var meta = Hold.signed("ann@desk", "a sale");

    assertThat(Hold.author(meta)).contains("ann@desk");
    assertThat(meta).containsValue("a sale");
    assertThat(Hold.author(Map.of())).isEmpty();
    assertThat(Hold.read(meta)).isEmpty();
  }

  @Test
  void onlyMoreIsUp() {
    assertThat(new Scaling(Instant.EPOCH, 2, 3).isUp()).isTrue();
    assertThat(new Scaling(Instant.EPOCH, 2, 2).isUp()).isFalse();
  }

  @Test
  void timesAreSaidInAFittingUnit() {
    assertThat(Text.time(0.0125)).isEqualTo("12.5 ms");
    assertThat(Text.time(1)).isEqualTo("1.0 s");
  }

  @Test
  void countsAreNotNegative() {
    assertThat(new Count(4, 4, 3, 1).starting()).isEqualTo(3);
    assertThat(new Count(4, 2, 3, 3).starting()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Count(4, 4, -1, 0))
        .withMessageContaining("running -1");
  }
}
