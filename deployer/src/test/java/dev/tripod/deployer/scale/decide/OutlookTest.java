package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What is foreseen raises a count, where it was right lately.
class OutlookTest {
  private static final String GROUP =
      "strategy \"target-value\" {\n  target = 150\n  metric_of = \"group\"\n}\n";

  @Test
  void aRisingLoadIsAnsweredBeforeItIsThere() {
    var story = new Story(trend("horizon = \"10s\""), 3);
    seconds(story, 30, second -> 100 + 10 * second);

    assertThat(story.sees(400).text())
        .isEqualTo(
            "3 → 4: trend of rate: 500.0 requests/s in 10.0 s, lately wrong by 0.0 %;"
                + " 133.3 requests/s per instance, target 150.0");
  }

  @Test
  void withoutAForecastItIsNot() {
    var story = new Story(items("", check("rate", GROUP)), 3);
    seconds(story, 30, second -> 100 + 10 * second);

    assertThat(story.sees(400)).isInstanceOf(Decision.Hold.class);
  }

  @Test
  void aFallingLoadIsNotAnsweredEarly() {
    var story = new Story(trend("horizon = \"10s\""), 8);
    seconds(story, 40, second -> 1200 - 10 * second);

    assertThat(story.sees(800).text())
        .isEqualTo("8 → 6: 100.0 requests/s per instance, target 150.0");
  }

  @Test
  void aForecastIsBelievedOnceTenWereJudged() {
    var story = new Story(trend("horizon = \"10s\""), 1);
    var decisions = seconds(story, 40, second -> 100 + 10 * second);

    var first = decisions.stream().filter(OutlookTest::foresees).findFirst().orElseThrow();
    // The fifth point after eight seconds, its forecast judged ten later, nine more each second.
    assertThat(decisions.indexOf(first)).isEqualTo(27);
  }

  @Test
  void aForecastIsBelievedUpToItsError() {
    IntToDoubleFunction restless = second -> second % 4 < 2 ? 300 : 600;

    assertThat(seconds(new Story(trend("max_error = 0.05"), 2), 90, restless))
        .noneMatch(OutlookTest::foresees);
    assertThat(seconds(new Story(trend("max_error = 5"), 2), 90, restless))
        .anyMatch(OutlookTest::foresees);
  }

  @Test
  void looksAsFarAheadAsAnInstanceTakesToStart() {
    var known =
        new Story(trend(""), 1).with(each -> each.starting(Optional.of(Duration.ofSeconds(7))));
    var unknown = new Story(trend(""), 1);

    assertThat(seconds(known, 60, second -> 100 + 10 * second).getLast().text())
        .contains(" in 7.0 s,");
    assertThat(seconds(unknown, 60, second -> 100 + 10 * second).getLast().text())
        .contains(" in 10.0 s,");
  }

  @Test
  void aForecastStaysWithinMax() {
    var story = new Story(trend("horizon = \"10s\""), 8);
    var decisions = seconds(story, 60, second -> 500 + 20 * second);

    assertThat(decisions.getLast().text())
        .startsWith("hold 8: trend of rate: ")
        .contains("max is 8");
  }

  @Test
  void ofTwoChecksTheHigherForecastCounts() {
    var policy = items("", check("a", GROUP + forecast("")), check("b", GROUP + forecast("")));
    var story = new Story(policy, 3);
    Decision last = null;
    for (int second = 0; second <= 40; second++) {
      last = story.sees(Map.of("a", 200.0 + 2 * second, "b", 50.0 + 10 * second));
      story.afterMillis(1000);
    }

    assertThat(last.text()).startsWith("3 → 4: trend of b: 550.0 ");
    assertThat(story.state().forecasts()).containsOnlyKeys("a", "b");
  }

  @Test
  void whatStandsInForANumberIsNotLearned() {
    var story =
        new Story(
            items("", check("rate", GROUP + forecast("") + "fallback {\n  empty = \"last\"\n}")),
            3);
    story.sees(400);
    var before = story.state().forecasts();

    story.afterMillis(5000).misses(Lack.EMPTY);

    assertThat(story.state().forecasts()).isEqualTo(before);
  }

  @Test
  void aSeasonIsLearnedFromItsPastToo() {
    var story = new Story(seasonal(), 2);
    // A season of 288 s: one second for each of its parts; the last third is the busy one.
    seconds(story, 3 * 288, second -> second % 288 < 192 ? 300 : 900);
    var quiet = seconds(story, 180, _ -> 300);
    var shortlyBefore = seconds(story, 8, _ -> 300);

    assertThat(quiet).noneMatch(OutlookTest::foresees);
    assertThat(shortlyBefore.getLast().text()).startsWith("2 → ").contains("seasonal of rate: ");
  }

  private static boolean foresees(Decision decision) {
    return decision.text().contains("trend of") || decision.text().contains("seasonal of");
  }

  private static List<Decision> seconds(Story story, int seconds, IntToDoubleFunction load) {
    var decisions = new ArrayList<Decision>();
    for (int second = 0; second < seconds; second++) {
      decisions.add(story.sees(load.applyAsDouble(second)));
      story.afterMillis(1000);
    }
    return decisions;
  }

  private static Policy trend(String words) {
    return items("", check("rate", GROUP + forecast(words)));
  }

  private static Policy seasonal() {
    var words =
        "forecast {\n  method = \"seasonal\"\n  season = \"288s\"\n  horizon = \"10s\"\n}\n";
    return items("", check("rate", GROUP + words));
  }

  private static String forecast(String words) {
    return "forecast {\n  method = \"trend\"\n  %s\n}\n".formatted(words);
  }
}
