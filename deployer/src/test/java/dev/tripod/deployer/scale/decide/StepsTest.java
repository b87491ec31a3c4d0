package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static dev.tripod.deployer.scale.decide.Story.causeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How far and how soon a count may go: limits of steps in a period, bursts, windows of scale-out.
class StepsTest {
  private static final String NO_COOLDOWN = "cooldown = \"0s\"\n";

  @Test
  void aPeriodAddsNoMoreThanItsInstances() {
    var story = new Story(steps("instances = 2"), 2);

    assertThat(story.sees(450).text())
        .isEqualTo("2 → 4: step_up ends at 4; 450.0 requests/s per instance, target 150.0");
    story.scaled(4);
    assertThat(story.afterMillis(59_999).sees(450).text()).startsWith("defer 4 → 8: step_up ends");
    assertThat(causeOf(story.sees(450))).isEqualTo(Cause.STEP_LIMIT);
    assertThat(story.afterMillis(1).sees(450).text()).startsWith("4 → 6: 12 wanted, max is 8");
  }

  @Test
  void aPeriodRemovesNoMoreThanItsInstances() {
    var story = new Story(steps("instances = 2"), 8);

    assertThat(story.sees(10).text())
        .isEqualTo("8 → 6: step_down ends at 6; 10.0 requests/s per instance, target 150.0");
    story.scaled(6);
    assertThat(story.afterMillis(59_999).sees(10).text()).startsWith("defer 6 → 1: step_down ends");
    assertThat(story.afterMillis(1).sees(10).text()).startsWith("6 → 4: step_down");
  }

  @ParameterizedTest
  @CsvSource({
    "percent = 50, 4, 450, '4 → 6: '",
    "percent = 50, 8, 0, '8 → 4: '",
    "percent = 10, 1, 450, '1 → 2: '",
    "instances = 1, 4, 160, '4 → 5: 160.0'",
    "instances = 1, 4, 112, '4 → 3: 112.0'",
  })
  void aPartOfTheCountIsALimitToo(String words, int count, double metric, String decision) {
    assertThat(new Story(steps(words), count).sees(metric).text()).startsWith(decision);
  }

  @Test
  void ofAStepOfACheckAndOneOfThePolicyTheSmallerHolds() {
    var narrow =
        "strategy \"target-value\" {\n  target = 150\n  max_scale_up = 1\n  max_scale_down = 1\n}";
    var wide =
        "strategy \"target-value\" {\n  target = 150\n  max_scale_up = 3\n  max_scale_down = 3\n}";

    assertThat(decide(narrow, 2, 450)).startsWith("2 → 3: one action of the check goes to 3; 450");
    assertThat(decide(wide, 2, 450))
        .startsWith("2 → 4: one action of the check goes to 5; step_up ends at 4; 450");
    assertThat(decide(narrow, 8, 10)).startsWith("8 → 7: one action of the check goes to 7; 10");
    assertThat(decide(wide, 8, 10))
        .startsWith("8 → 6: one action of the check goes to 5; step_down ends at 6; 10");
  }

  private static String decide(String strategy, int count, double metric) {
    return new Story(steps("instances = 2", strategy), count).sees(metric).text();
  }

  @Test
  void aBurstSkipsDelayWindowStepAndCooldown() {
    var policy =
        items(
            """
            cooldown = "5m"
            delay_up = "1m"
            stabilization_window_up = "1m"
            step_up {
              instances = 1
              period = "1m"
            }
            panic {
              threshold = 2
              window = "30s"
            }
            """);

    var below = new Story(policy, 2).scaled(3).sees(250);
    var burst = new Story(policy, 2).scaled(3).sees(300);

    assertThat(causeOf(below)).isEqualTo(Cause.DELAY);
    assertThat(burst.text()).isEqualTo("3 → 6: 300.0 requests/s per instance, target 150.0");
  }

  @Test
  void aBurstIsMeasuredByWhatIsReady() {
    var policy = items("delay_up = \"1m\"\npanic {\n  threshold = 2\n}");
    var all = new Story(policy, new Count(4, 4, 4, 4));
    var two = new Story(policy, new Count(4, 4, 4, 2));

    assertThat(causeOf(all.sees(225))).isEqualTo(Cause.DELAY);
    assertThat(two.sees(225)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void afterABurstNothingScalesInUntilItsWindowIsOver() {
    var policy = items(NO_COOLDOWN + "panic {\n  threshold = 2\n  window = \"30s\"\n}");
    var story = new Story(policy, 2);
    story.obeys(story.sees(300));

    var early = story.afterMillis(29_999).sees(75);
    var due = story.afterMillis(1).sees(75);

    assertThat(early.text()).startsWith("defer 4 → 2: after a burst for another 0.0 s; 75.0");
    assertThat(causeOf(early)).isEqualTo(Cause.PANIC);
    assertThat(due.text()).startsWith("4 → 2: 75.0");
  }

  @Test
  void anOrdinaryIncreaseIsNoBurst() {
    var policy = items(NO_COOLDOWN + "panic {\n  threshold = 2\n  window = \"30s\"\n}");
    var story = new Story(policy, 4);
    story.obeys(story.sees(225));

    assertThat(story.afterMillis(1).sees(50)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void aBurstStillKeepsTheRoomAndTheStepOfTheCheck() {
    var narrow = "strategy \"target-value\" {\n  target = 150\n  max_scale_up = 1\n}";
    var policy = items("panic {\n  threshold = 2\n}", check("rate", narrow));

    assertThat(new Story(policy, 2).sees(450).text()).startsWith("2 → 3: one action of the check");
  }

  @Test
  void scaleOutWaitsForItsWindowAndGoesToItsLowest() {
    var story = new Story(items(NO_COOLDOWN + "stabilization_window_up = \"10s\""), 2);

    assertThat(story.sees(300).text())
        .startsWith("defer 2 → 4: scale-out needs 10.0 s of metrics, 0.0 s seen; 300.0");
    assertThat(causeOf(story.afterMillis(9999).sees(450))).isEqualTo(Cause.STABILIZING);
    assertThat(story.afterMillis(1).sees(450).text())
        .isEqualTo(
            "2 → 4: 4 needed 10.0 s ago, window 10.0 s; 450.0 requests/s per instance, target 150.0");
    assertThat(story.afterMillis(1).sees(450).text())
        .isEqualTo("2 → 6: 450.0 requests/s per instance, target 150.0");
  }

  @Test
  void aScaleOutNeverGoesDownToAnEarlierNeedForFewer() {
    var story = new Story(items("stabilization_window_up = \"10s\""), 4).scaled(4);
    story.sees(75);

    var decision = story.afterMillis(10_000).sees(225);

    assertThat(decision.text())
        .isEqualTo(
            "defer 4 → 6: 2 needed 10.0 s ago, window 10.0 s; 225.0 requests/s per instance,"
                + " target 150.0");
    assertThat(causeOf(decision)).isEqualTo(Cause.STABILIZING);
  }

  @Test
  void aWindowDoesNotWidenTheStepOfTheCheck() {
    var narrow = "strategy \"target-value\" {\n  target = 150\n  max_scale_up = 1\n}";
    var story =
        new Story(
            items(NO_COOLDOWN + "stabilization_window_up = \"10s\"", check("rate", narrow)), 2);
    story.sees(300);

    assertThat(story.afterMillis(10_000).sees(450).text()).startsWith("2 → 3: one action");
  }

  @Test
  void aScaleInIsHeldByAnEarlierNeedForMore() {
    var story = new Story(items("stabilization_window_down = \"10s\"\ndelay_up = \"1m\""), 4);
    story.sees(225);

    var decision = story.afterMillis(10_000).sees(75);

    assertThat(decision.text()).startsWith("defer 4 → 2: 6 needed 10.0 s ago, window 10.0 s; 75.0");
    assertThat(causeOf(decision)).isEqualTo(Cause.STABILIZING);
  }

  @Test
  void aChangeFarInTheFutureHoldsNothing() {
    var story = new Story(items("cooldown = \"10s\""), 4).scaled(4);

    assertThat(causeOf(story.afterMillis(-10_000).sees(300))).isEqualTo(Cause.COOLDOWN);
    assertThat(story.afterMillis(-1).sees(300)).isInstanceOf(Decision.Scale.class);
  }

  private static Policy steps(String words) {
    return steps(words, TARGET);
  }

  private static Policy steps(String words, String strategy) {
    var period = "  %s\n  period = \"1m\"\n".formatted(words);
    return items(
        NO_COOLDOWN + "step_up {\n%s}\nstep_down {\n%s}\n".formatted(period, period),
        check("rate", strategy));
  }
}
