package dev.tripod.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.load.Judgement;
import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  private static Run run(Fault fault, int gapSeconds, Judgement judgement, String complaint) {
    var writes =
        List.of(
            new Sample(BEGAN, Duration.ZERO, 200, ""),
            new Sample(BEGAN.plusSeconds(gapSeconds), Duration.ZERO, 200, ""));
    return new Run(
        fault, 42, writes, judgement, Optional.of(complaint).filter(text -> !text.isEmpty()));
  }

  private static final Run LOST =
      run(Fault.SPLIT, 3, new Judgement(80, 12, 8, 5, 0, Set.of("a", "b")), "");
  private static final Run KEPT =
      run(Fault.KILLED, 1, new Judgement(100, 0, 1, 1, 0, Set.of()), "waited in vain");

  @Test
  void runsAreAddedUp() {
    assertThat(Line.of("sentinel", List.of(LOST, KEPT)))
        .isEqualTo(
            "{\"row\":\"sentinel\",\"runs\":2,\"acknowledged\":180,\"lost\":2,\"unknown\":9,"
                + "\"longest_write_gap_seconds\":3.0,\"unknown_there\":6,\"refused\":12,"
                + "\"refused_there\":0,\"runs_with_loss\":1,\"most_lost_in_a_run\":2}");
  }

  @Test
  void aRunHasItsNumberItsSeedAndWhatDidNotCome() {
    assertThat(Line.ofRun(4, KEPT))
        .startsWith("{\"row\":\"sentinel-killed\",\"runs\":1,\"acknowledged\":100,\"lost\":0,")
        .endsWith(",\"run\":4,\"seed\":42,\"complaint\":\"waited in vain\"}");
  }

  @Test
  void aFaultThatWasNotRunHasALineToo() {
    assertThat(Line.of(Fault.OFF.row(), List.of()))
        .startsWith("{\"row\":\"sentinel-off\",\"runs\":0,\"acknowledged\":0,\"lost\":0,");
  }
}
