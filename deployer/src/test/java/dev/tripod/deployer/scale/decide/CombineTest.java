package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static dev.tripod.deployer.scale.decide.Story.causeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several checks from the job file to the count; clocks that go back; how a decision is told.
class CombineTest {
  private static final String COUNT = "strategy \"pass-through\" {}";

  @ParameterizedTest
  @CsvSource({
    // combine, what a, b and c ask for, count from 4
    "max, 6, 5, 2, 6",
    "min, 6, 5, 5, 5",
    "min, 6, 5, 2, 2",
    "and, 6, 5, 7, 5",
    "and, 6, 5, 2, 4",
    "and, 1, 3, 2, 3",
    "or,  6, 1, 2, 6",
    "or,  1, 3, 4, 1",
    "'avg(a, b, c)', 6, 7, 8, 7",
    "'max(a, 2 * b) - c', 6, 5, 3, 7",
    "'a / c', 6, 5, 0, 4",
  })
  void checksAreJoinedAsThePolicySays(String combine, double a, double b, double c, int count) {
    var policy =
        items(
            "combine = \"%s\"".formatted(combine),
            check("a", COUNT),
            check("b", COUNT),
            check("c", COUNT));
    var story = new Story(policy, 4);

    assertThat(story.obeys(story.sees(Map.of("a", a, "b", b, "c", c)))).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 2, 3", "4, 4, 2, 4", "4, 4, 5, 5", "6, 2, 5, 6"})
  void aGroupOfChecksHasOneSay(double a, double b, double c, int count) {
    var grouped = COUNT + "\ngroup = \"tiers\"";
    var story =
        new Story(items("", check("a", grouped), check("b", grouped), check("c", COUNT)), 4);

    assertThat(story.obeys(story.sees(Map.of("a", a, "b", b, "c", c)))).isEqualTo(count);
  }

  @Test
  void aThresholdSeesTheWholeWindow() {
    var tier =
        "strategy \"threshold\" {\n  lower_bound = 80\n  delta = 2\n  within_bounds_trigger = 3\n}";
    var policy = items("", check("rate", tier));
    var now = Story.NOW;

    var two = Map.<String, Sample>of("rate", new Sample.Value(90, now, List.of(80.0, 79.0, 90.0)));
    var three =
        Map.<String, Sample>of("rate", new Sample.Value(90, now, List.of(80.0, 85.0, 90.0)));

    assertThat(new Story(policy, 4).gets(two)).isInstanceOf(Decision.Hold.class);
    assertThat(new Story(policy, 4).gets(three).text())
        .isEqualTo("4 → 6: 3 of 3 numbers within 80.0 to Infinity requests/s, +2 from 3 on");
  }

  @Test
  void aFixedValueNeedsNoSample() {
    var policy = items("", check("rate", "strategy \"fixed-value\" {\n  value = 5\n}"));

    assertThat(new Story(policy, 4).gets(Map.of()).text()).isEqualTo("4 → 5: fixed value 5");
    assertThat(new Story(policy, 0).gets(Map.of()).text()).isEqualTo("0 → 5: fixed value 5");
  }

  @Test
  void aStrategysFurtherNumbersAreAskedForAndMissed() {
    var queue =
        "strategy \"queue\" {\n  drain_time = \"60s\"\n  rate_query = \"sum(a)\"\n  service_rate = 10\n}";
    var policy = items("", check("q", queue));

    assertThat(new Story(policy, 4).sees(Map.of("q", 600.0, "q.rate", 40.0)).text())
        .startsWith("4 → 5: 600.0 requests/s waiting, 40.0/s arriving");
    assertThat(new Story(policy, 4).sees(Map.of("q", 600.0)).text())
        .isEqualTo("hold 4: no metric for check q: it was not queried");
  }

  @Test
  void aClockThatGoesBackForgetsWhatItHasNotSeenYet() {
    var policy = items("stabilization_window_down = \"10s\"");
    var kept = new Story(policy, 4);
    kept.sees(75);
    assertThat(kept.afterMillis(10_000).sees(75)).isInstanceOf(Decision.Scale.class);

    var stepped = new Story(policy, 4);
    stepped.sees(75);
    stepped.afterMillis(-1).sees(75);
    assertThat(stepped.afterMillis(9999).sees(75).text())
        .contains("10.0 s of metrics, 10.0 s seen");
    assertThat(stepped.afterMillis(1).sees(75)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void aSecondLookAtTheSameMomentForgetsNothing() {
    var story = new Story(items("delay_up = \"1s\""), 2);
    story.sees(300);
    story.sees(300);

    assertThat(story.state().shortage().orElseThrow().since()).isEqualTo(Story.NOW);
    assertThat(causeOf(story.afterMillis(999).sees(300))).isEqualTo(Cause.DELAY);
    assertThat(story.afterMillis(1).sees(300)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void theTrailHasVotesAndTheRulesInTheirOrder() {
    var policy =
        items("cooldown = \"0s\"\ndelay_up = \"1s\"", check("a", COUNT), check("b", COUNT));
    var samples =
        new Samples(
            Map.of("a", new Sample.Value(3, Story.NOW), "b", new Sample.Value(9, Story.NOW)));

    var trail =
        Scaler.decide(policy, samples, Facts.of(Count.of(4)), State.INITIAL, Story.NOW).trail();

    assertThat(trail.votes())
        .extracting(vote -> vote.check().name() + vote.recommended())
        .containsExactly("b9", "a3");
    assertThat(trail.steps())
        .containsExactly(
            new Trail.Step("max", 9, 8, "9 wanted, max is 8"),
            new Trail.Step("delay", 8, 4, "called for since 0.0 s, delay 1.0 s"));
    assertThat(Trail.NONE.votes()).isEmpty();
  }

  @Test
  void theStepIsOfTheCheckWhoseCountWasTaken() {
    var wide = "strategy \"pass-through\" {\n  max_scale_up = 9\n}";
    var narrow = "strategy \"pass-through\" {\n  max_scale_up = 1\n}";
    var policy = items("combine = \"min\"", check("a", wide), check("b", narrow));

    assertThat(new Story(policy, 2).sees(Map.of("a", 8.0, "b", 6.0)).text())
        .startsWith("2 → 3: one action of the check goes to 3");
    assertThat(new Story(policy, 2).sees(Map.of("a", 6.0, "b", 8.0)).text()).startsWith("2 → 6");
  }

  @Test
  void onlyALimitOfThePolicyIsCalledOne() {
    assertThat(causeOf(new Story(items(), 8).sees(300))).isEqualTo(Cause.AT_LIMIT);
    assertThat(causeOf(new Story(items(), 1).sees(0))).isEqualTo(Cause.AT_LIMIT);
    assertThat(causeOf(new Story(items("tolerance = 0.5"), 4).sees(188)))
        .isEqualTo(Cause.ON_TARGET);
  }
}
