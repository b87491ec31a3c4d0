package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.nomad.LiveJob;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {
  private static final JobSpec SPEC =
      Specs.spec(
          """
          {"ID": "x", "TaskGroups": [
            {"Name": "scales", "Count": 2, "Scaling": {"Enabled": true, "Min": 2, "Max": 6}},
            {"Name": "fixed", "Count": 3}]}
          """);

  @ParameterizedTest(name = "live {0} -> {1}")
  @CsvSource({"2,2", "4,4", "6,6", "7,6", "1,2", "0,2"})
  void theLiveCountOfAGroupThatScalesIsKeptWithinItsLimits(int live, int expected) {
    var wanted = Wanted.job(SPEC, live(live, false, 0));

    assertThat(count(wanted, 0)).isEqualTo(expected);
    assertThat(count(wanted, 1)).as("the file decides on the other").isEqualTo(3);
    assertThat(wanted.path("Meta").isMissingNode()).isTrue();
  }

  @Test
  void aNewOrStoppedJobStartsWithTheFilesCounts() {
    assertThat(count(Wanted.job(SPEC, Optional.empty()), 0)).isEqualTo(2);
    assertThat(count(Wanted.job(SPEC, live(5, true, 0)), 0)).isEqualTo(2);
  }

  @Test
  void attemptsAreCountedAndKept() {
    assertThat(attempt(Wanted.again(SPEC, live(4, false, 0).orElseThrow()))).isEqualTo("1");
    assertThat(attempt(Wanted.again(SPEC, live(4, false, 1).orElseThrow()))).isEqualTo("2");
    assertThat(attempt(Wanted.job(SPEC, live(4, false, 2)))).isEqualTo("2");
  }

  private static String attempt(ObjectNode job) {
    return job.path("Meta").path("tripod_attempt").asText();
  }

  private static int count(ObjectNode job, int group) {
    return job.path("TaskGroups").path(group).path("Count").asInt();
  }

  private static Optional<LiveJob> live(int count, boolean stopped, int attempt) {
    var counts = Map.of("scales", count, "fixed", 9);
    return Optional.of(new LiveJob(SPEC.key(), 4, 40, stopped, counts, attempt, SPEC.json()));
  }
}
