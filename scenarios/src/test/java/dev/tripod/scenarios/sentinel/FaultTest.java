package dev.tripod.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void runsTakeTheFaultsInTurn() {
    assertThat(IntStream.rangeClosed(1, 4).mapToObj(Fault::ofRun).map(Fault::row))
        .containsExactly("sentinel-killed", "sentinel-off", "sentinel-split", "sentinel-killed");
  }

  @Test
  void saysWhomItHits() {
    assertThat(Fault.OFF.on(2)).isEqualTo("power off: node2, the master's");
  }
}
