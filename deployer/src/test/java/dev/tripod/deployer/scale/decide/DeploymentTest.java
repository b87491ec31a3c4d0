package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static dev.tripod.deployer.scale.decide.Story.causeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.decide.State.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// While Nomad deploys a job it takes no other count: what was wanted meanwhile stays wanted.
class DeploymentTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @Test
  void aChangeIsDeferredUntilTheDeploymentIsOver() {
    var story = new Story(items(), 2).deploying(true);

    var up = story.sees(300);

    assertThat(up.text())
        .isEqualTo(
            "defer 2 → 4: Nomad deploys the job; 300.0 requests/s per instance, target 150.0");
    assertThat(causeOf(up)).isEqualTo(Cause.DEPLOYMENT);
    assertThat(causeOf(new Story(items(), 4).deploying(true).sees(75))).isEqualTo(Cause.DEPLOYMENT);
    assertThat(new Story(items(), 2).deploying(true).sees(150)).isInstanceOf(Decision.Hold.class);
    assertThat(story.deploying(false).sees(300)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void anIncreaseIsCarriedOutWithoutMetricsToo() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(300);

    assertThat(story.deploying(false).misses(Lack.EMPTY).text())
        .isEqualTo(
            "2 → 4: wanted before a deployment held it back; no metric for check rate: no number");
  }

  @Test
  void aDecreaseIsNot() {
    var story = new Story(items(), 4).deploying(true);
    story.sees(75);

    assertThat(story.state().intent()).isEmpty();
    assertThat(story.deploying(false).misses(Lack.EMPTY)).isInstanceOf(Decision.Hold.class);
  }

  @Test
  void itIsGivenUpAfterFiveMinutes() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(300);

    story.deploying(false).after(FIVE_MINUTES).afterMillis(-1);
    assertThat(story.misses(Lack.EMPTY)).isInstanceOf(Decision.Scale.class);
    assertThat(causeOf(story.afterMillis(1).misses(Lack.EMPTY))).isEqualTo(Cause.NO_DATA);
  }

  @Test
  void itAgesWhileNomadStillDeploys() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(300);
    story.after(Duration.ofMinutes(4)).misses(Lack.EMPTY);

    assertThat(story.state().intent()).contains(new Intent(Story.NOW, 4));
    story.deploying(false).after(Duration.ofMinutes(1));
    assertThat(causeOf(story.misses(Lack.EMPTY))).isEqualTo(Cause.NO_DATA);
  }

  @Test
  void aNewerWishTakesItsPlace() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(450);
    story.afterMillis(1000).sees(300);

    assertThat(story.state().intent()).contains(new Intent(story.now(), 4));
    assertThat(story.deploying(false).misses(Lack.EMPTY).text()).startsWith("2 → 4: wanted before");
  }

  @Test
  void aViewThatWantsNoMoreEndsIt() {
    for (double metric : List.of(150.0, 75.0)) {
      var story = new Story(items(), 2).deploying(true);
      story.sees(300);
      story.sees(metric);

      assertThat(story.state().intent()).as("after %s", metric).isEmpty();
    }
  }

  @Test
  void whatIsCarriedOutLeavesNoOlderWishBehind() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(450);
    story.obeys(story.deploying(false).sees(300));

    var decision = story.afterMillis(10_000).misses(Lack.EMPTY);

    assertThat(decision.text()).isEqualTo("hold 4: no metric for check rate: no number");
  }

  @Test
  void aPartialViewLeavesIt() {
    var policy = items("", check("a", TARGET), check("b", TARGET));
    var story = new Story(policy, 2).deploying(true);
    story.sees(Map.of("a", 300.0, "b", 150.0));
    story.sees(Map.of("a", 150.0));

    assertThat(story.state().intent()).contains(new Intent(Story.NOW, 4));
  }

  @Test
  void itAsksForNoLessThanIsThere() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(300);

    assertThat(story.deploying(false).scaled(4).misses(Lack.EMPTY))
        .isInstanceOf(Decision.Hold.class);
    assertThat(story.scaled(3).misses(Lack.EMPTY).text()).startsWith("3 → 4");
  }

  @Test
  void aHoldOfAPersonEndsIt() {
    var story = new Story(items(), 2).deploying(true);
    story.sees(300);
    var hold = new Hold(story.now().plusSeconds(1), "ann", "a sale");
    story.with(each -> each.held(Optional.of(hold))).sees(300);

    assertThat(story.state().intent()).isEmpty();
  }

  @Test
  void whatNomadRefusesAtTheWriteStaysWantedToo() {
    var scale = new Decision.Scale(2, 4, List.of("load"));
    var first = Scaler.refused(State.INITIAL, scale, Story.NOW);
    var again = Scaler.refused(first, scale, Story.NOW.plusSeconds(60));
    var more =
        Scaler.refused(again, new Decision.Scale(2, 5, List.of()), Story.NOW.plusSeconds(61));

    assertThat(first.intent()).contains(new Intent(Story.NOW, 4));
    assertThat(again.intent()).contains(new Intent(Story.NOW, 4));
    assertThat(more.intent()).contains(new Intent(Story.NOW.plusSeconds(61), 5));
    assertThat(
            Scaler.refused(State.INITIAL, new Decision.Scale(4, 4, List.of()), Story.NOW).intent())
        .isEmpty();
  }

  @Test
  void aDryRunOnlyTells() {
    var policy = items("target \"nomad-target\" {\n  dry-run = true\n}");
    var decision = new Story(policy, 2).deploying(true).sees(300);

    assertThat(decision.text())
        .isEqualTo(
            "defer 2 → 4: the policy asks for a dry run; 300.0 requests/s per instance, target"
                + " 150.0");
    assertThat(causeOf(decision)).isEqualTo(Cause.DRY_RUN);
    assertThat(new Story(policy, 2).sees(150)).isInstanceOf(Decision.Hold.class);
  }
}
