package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.scenarios.load.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Score SCORE =
      new Score(
          "redis-master-off",
          Limit.gaps(6, 0.5),
          List.of(
              Runs.with(
                  Duration.ofSeconds(2), Duration.ZERO, new Judgement(80, 12, 8, 5, 0, Set.of())),
              Runs.good()));

  @Test
  void beginsWithWhatEachRowHas() {
    assertThat(Line.of(SCORE))
        .startsWith(
            "{\"row\":\"redis-master-off\",\"runs\":2,\"acknowledged\":180,\"lost\":0,\"unknown\":8,"
                + "\"longest_write_gap_seconds\":2.1,\"longest_read_gap_seconds\":0.1,"
                + "\"verdict\":\"pass\"")
        .doesNotContain("\n");
  }

  @Test
  void hasTheMediansAndTheSeedToo() throws JsonProcessingException {
    var json = new ObjectMapper().readTree(Line.ofRun(3, SCORE));

    assertThat(json.path("median_write_gap_seconds").asDouble()).isEqualTo(0.1);
    assertThat(json.path("unknown_there").asInt()).isEqualTo(5);
    assertThat(json.path("refused").asInt()).isEqualTo(12);
    assertThat(json.path("most_failed_writes").asInt()).isEqualTo(20);
    assertThat(json.path("failures").path("write: status 503").asInt()).isEqualTo(20);
    assertThat(json.path("faults").asInt()).isEqualTo(2);
    assertThat(json.path("seed").asLong()).isEqualTo(42);
    assertThat(json.path("run").asInt()).isEqualTo(3);
  }

  @Test
  void theTableHasALineForEachRow() {
    assertThat(Table.of(List.of(SCORE, SCORE)).lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("redis-master-off")
        .contains("0.10 s, 2.10 s (6.0 s)")
        .endsWith("pass");
  }
}
