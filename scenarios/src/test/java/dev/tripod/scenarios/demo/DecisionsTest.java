package dev.tripod.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.lab.Nomad.ScalingEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  @Test
  void aDecisionIsASentence() {
    var event =
        new ScalingEvent(
            Instant.parse("2026-01-01T00:00:00.123Z"),
            "items 2 → 4: 310 requests/s per instance, target 150",
            4);

    assertThat(Decisions.sentence(event))
        .isEqualTo("2026-01-01T00:00:00Z items 2 → 4: 310 requests/s per instance, target 150");
  }
}
