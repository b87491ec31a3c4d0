package dev.tripod.items.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  @ParameterizedTest
  @CsvSource({"0, 900", "1, 899", "500, 400", "699, 201", "700, 200", "701, 200", "2000, 200"})
  void aRequestThatComesLateHasWhatIsLeft(long elapsedMillis, long leftMillis) {
    assertThat(Patience.left(Duration.ofMillis(elapsedMillis)))
        .isEqualTo(Duration.ofMillis(leftMillis));
  }
}
