package dev.tripod.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.lab.Scaled.Count;
import dev.tripod.scenarios.load.Summary;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static Row row(int items, int replicas) {
    return row(new Count(items, items), new Count(replicas, replicas));
  }

  private static Row row(Count items, Count replicas) {
    return new Row(Duration.ofSeconds(1), 50, Summary.of(List.of()), items, replicas);
  }

  private static List<String> complaints(int errors, Row... rows) {
    return Verdict.of(List.of(rows), 2, 1, errors).complaints();
  }

  @Test
  void upAndBackWithoutLossIsSuccess() {
    assertThat(complaints(0, row(2, 1), row(4, 3), row(2, 1))).isEmpty();
  }

  @Test
  void saysWhatDidNotRise() {
    assertThat(complaints(0, row(2, 1), row(3, 2), row(2, 1)))
        .containsExactly(
            "items reached 3 instances, not 4", "read replicas reached 2 instances, not 3");
  }

  @Test
  void instancesThatAreWantedButNotHealthyDoNotCount() {
    assertThat(complaints(0, row(new Count(5, 3), new Count(3, 3)), row(2, 1)))
        .containsExactly("items reached 3 instances, not 4");
  }

  @Test
  void saysWhatDidNotComeBack() {
    assertThat(complaints(0, row(4, 3), row(new Count(2, 3), new Count(3, 3))))
        .containsExactly(
            "items ended with 3 of 2 instances, not with its minimum of 2",
            "read replicas ended with 3 of 3 instances, not with its minimum of 1");
  }

  @Test
  void lostRequestsAreAFailure() {
    assertThat(complaints(7, row(4, 3), row(2, 1))).containsExactly("7 requests were lost");
  }
}
