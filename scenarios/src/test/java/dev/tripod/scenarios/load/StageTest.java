package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {
  @Test
  void refusesWhatIsNoRateOrNoDuration() {
    assertThatThrownBy(() -> new Stage(0, Duration.ofSeconds(1))).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new Stage(5_001, Duration.ofSeconds(1)))
        .hasMessageContaining("1 to 5000 requests/s");
    assertThatThrownBy(() -> new Stage(1, Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new Stage(1, Duration.ofMinutes(11))).hasMessageContaining("PT11M");
  }

  @Test
  void theWholeIsBounded() {
    var minute = new Stage(5_000, Duration.ofMinutes(1));
    assertThatCode(() -> Stage.bounded(Collections.nCopies(3, minute))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Stage.bounded(Collections.nCopies(4, minute)))
        .hasMessageContaining("1200000 requests are more than");
    assertThatCode(() -> Stage.bounded(List.of())).doesNotThrowAnyException();
  }
}
