package dev.tripod.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private final Curve curve = Curve.upAndDown(List.of(50, 300, 900), Duration.ofSeconds(36));

  @Test
  void fallsTheWayItRose() {
    assertThat(curve.stages())
        .extracting(Stage::requestsPerSecond)
        .containsExactly(50, 300, 900, 300, 50);
    assertThat(curve.duration()).isEqualTo(Duration.ofMinutes(3));
    assertThat(curve.peak()).isEqualTo(2);
    assertThat(curve.last()).isEqualTo(4);
  }

  @Test
  void theRateChangesAtTheEdgeOfAStage() {
    assertThat(curve.rateAt(Duration.ZERO)).isEqualTo(50);
    assertThat(curve.rateAt(Duration.ofMillis(35_999))).isEqualTo(50);
    assertThat(curve.rateAt(Duration.ofSeconds(36))).isEqualTo(300);
    assertThat(curve.rateAt(Duration.ofMinutes(3))).isZero();
  }

  @Test
  void requestsBelongToTheStageInWhichTheyWereSent() {
    var first = new Sample(T.plusMillis(35_999), Duration.ofSeconds(1), 200, "");
    var second = new Sample(T.plusSeconds(36), Duration.ofSeconds(1), 200, "");
    var samples = List.of(first, second);
    assertThat(curve.samplesOf(0, samples, T)).containsExactly(first);
    assertThat(curve.samplesOf(1, samples, T)).containsExactly(second);
  }
}
