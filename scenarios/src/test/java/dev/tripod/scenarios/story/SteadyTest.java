package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyTest {
  private static final Instant CALLED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Sample GOOD = new Sample(CALLED, Duration.ofMillis(1), 200, "");
  private static final Sample BAD = new Sample(CALLED, Duration.ofMillis(1), 503, "");

  private static boolean holds(List<Sample> samples, Duration after) {
    return new Steady(10, (_, _) -> samples).holds(CALLED, CALLED.plus(after));
  }

  @Test
  void whatWasBeforeTheCallDoesNotCount() {
    var enough = Collections.nCopies(20, GOOD);
    assertThat(holds(enough, Duration.ofMillis(1_999))).isFalse();
    assertThat(holds(enough, Duration.ofSeconds(2))).isTrue();
  }

  @Test
  void fewAnswersOrOneFailureAreNotSteady() {
    assertThat(holds(Collections.nCopies(15, GOOD), Duration.ofSeconds(2))).isTrue();
    assertThat(holds(Collections.nCopies(14, GOOD), Duration.ofSeconds(2))).isFalse();
    var oneBad = new ArrayList<>(Collections.nCopies(20, GOOD));
    oneBad.add(BAD);
    assertThat(holds(oneBad, Duration.ofSeconds(2))).isFalse();
  }

  @Test
  void theGreetingNamesItsServer() {
    assertThat(Census.nameIn("It is working, good job 3f2a-11 1790000000000")).isEqualTo("3f2a-11");
  }
}
