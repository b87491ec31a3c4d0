package dev.tripod.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  @Test
  void aDecisionIsASentence() throws IOException {
    var decision =
        """
        {"at": "2026-01-01T00:00:00Z", "job": "items", "group": "items", "kind": "scale",
         "desired": 2, "wanted": 4, "reasons": ["310 requests/s per instance, target 150", "max 8"]}
        """;
    assertThat(Decisions.sentence(new ObjectMapper().readTree(decision)))
        .isEqualTo(
            "2026-01-01T00:00:00Z items/items 2 → 4: 310 requests/s per instance, target 150; max 8");
  }
}
