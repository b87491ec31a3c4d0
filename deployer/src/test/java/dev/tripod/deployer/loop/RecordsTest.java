package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Target ITEMS = new Target("default", "items", "items");

  @Test
  void aChangeOutlivesTheEvaluationsAfterIt() {
    var records = new Records();
    var change = new Decision.Scale(2, 4, List.of("r"));
    records.add(DecisionLogTest.evaluation(ITEMS, 2, change));
    for (int i = 0; i < Records.CAPACITY; i++) {
      records.add(
          DecisionLogTest.evaluation(
              ITEMS, 4, new Decision.Hold(Cause.ON_TARGET, 4, List.of("r"))));
    }

    assertThat(records.find(one -> one.decision().equals(change), 1)).isEmpty();
    assertThat(records.findChanges(_ -> true, 3))
        .extracting(Evaluation::decision)
        .containsExactly(change);
  }

  @Test
  void keepsTheNewestUpToItsCapacity() {
    var records = new Records();
    for (int i = 0; i <= Records.CAPACITY; i++) {
      records.add(
          DecisionLogTest.evaluation(
              ITEMS, i, new Decision.Hold(Cause.ON_TARGET, i, List.of("r"))));
    }

    var all = records.find(_ -> true, Integer.MAX_VALUE);

    assertThat(all).hasSize(Records.CAPACITY);
    assertThat(all.getFirst().decision())
        .isEqualTo(new Decision.Hold(Cause.ON_TARGET, Records.CAPACITY, List.of("r")));
    assertThat(all.getLast().decision())
        .isEqualTo(new Decision.Hold(Cause.ON_TARGET, 1, List.of("r")));
    assertThat(records.find(_ -> true, 3)).hasSize(3);
    assertThat(records.find(_ -> false, 3)).isEmpty();
  }
}
