package dev.tripod.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.nomad.Change;
import dev.tripod.deployer.nomad.Evaluation.Placement;
import dev.tripod.deployer.nomad.Preview.Effects;
import dev.tripod.deployer.plan.JobPlan.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static final Placement NOWHERE = new Placement(1, 3, Map.of(), Map.of("memory", 3));

  @Test
  void eachActionHasItsHeadline() {
    assertThat(headline(Action.NOTHING, "2/2 healthy"))
        .isEqualTo("web: nothing to do, version 4, 2/2 healthy");
    assertThat(headline(Action.FOLLOW, "is being rolled out"))
        .isEqualTo("web: nothing to change, version 4 is being rolled out");
    assertThat(headline(Action.REGISTER, "new"))
        .isEqualTo("web: would be registered, from jobs/web.nomad.hcl");
    assertThat(headline(Action.CHANGE, "differs"))
        .isEqualTo("web: would change, version 4 differs");
    assertThat(headline(Action.TRY_AGAIN, "no luck"))
        .isEqualTo("web: would be tried again, version 4 failed: no luck");
    assertThat(headline(Action.IMPOSSIBLE, "no")).isEqualTo("web: Nomad would refuse it: no");
  }

  @Test
  void changesEffectsAndObstaclesFollow() {
    var plan =
        new JobPlan(
            "default",
            "web",
            "jobs/web.nomad.hcl",
            Action.CHANGE,
            4,
            "differs",
            List.of(new Change(Change.Kind.EDITED, List.of("Priority"), "50", "60", List.of())),
            Map.of("web", new Effects(1, 2, 3, 4, 5, 6)),
            Map.of("web", NOWHERE),
            List.of("db"),
            "beware");

    assertThat(PlanText.lines(plan))
        .containsExactly(
            "web: would change, version 4 differs",
            "  ~ Priority: 50 -> 60",
            "  group web: 6 started as canary, 1 started, 4 replaced, 5 updated in place, 3 moved,"
                + " 2 stopped",
            "  waits for a healthy db first",
            "  !  no place for 1 of group web (of 3 nodes: memory exhausted on 3)",
            "  Nomad warns: beware");
  }

  @Test
  void aGroupOfWhichNothingIsDoneIsNotNamed() {
    assertThat(PlanText.lines(plan(Action.CHANGE, "differs", Map.of()))).hasSize(1);
  }

  @Test
  void theTotalCountsWhatWouldChangeAndWhatCannotBeDone() {
    var nothing = plan(Action.NOTHING, "", Map.of());
    var follow = plan(Action.FOLLOW, "", Map.of());
    var again = plan(Action.TRY_AGAIN, "", Map.of());
    var register = plan(Action.REGISTER, "", Map.of("web", NOWHERE));
    var impossible = plan(Action.IMPOSSIBLE, "", Map.of());

    assertThat(PlanText.total(List.of(nothing, follow))).isEqualTo("nothing to do for 2 jobs");
    assertThat(PlanText.total(List.of(nothing, again))).isEqualTo("1 of 2 jobs would change");
    assertThat(PlanText.total(List.of(again, register, impossible)))
        .isEqualTo("2 of 3 jobs would change, 2 cannot be done");
    assertThat(PlanText.total(List.of(impossible)))
        .isEqualTo("0 of 1 jobs would change, 1 cannot be done");
  }

  private static String headline(Action action, String why) {
    return PlanText.lines(plan(action, why, Map.of())).getFirst();
  }

  private static JobPlan plan(Action action, String why, Map<String, Placement> unplaced) {
    return new JobPlan(
        "default",
        "web",
        "jobs/web.nomad.hcl",
        action,
        4,
        why,
        List.of(),
        Map.of("web", new Effects(0, 0, 0, 0, 0, 0)),
        unplaced,
        List.of(),
        "");
  }
}
