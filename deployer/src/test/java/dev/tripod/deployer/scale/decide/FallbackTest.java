package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static dev.tripod.deployer.scale.decide.Story.NOW;
import static dev.tripod.deployer.scale.decide.Story.causeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What takes the place of a number that is missing.
class FallbackTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Sample NONE = new Sample.Missing(Lack.EMPTY, "no number");

  @ParameterizedTest
  @EnumSource(Lack.class)
  void eachWayOfMissingHasItsOwn(Lack lack) {
    for (Lack given : Lack.values()) {
      var story = story(given.name().toLowerCase(Locale.ROOT), "count 6", 4);

      boolean scales = story.misses(lack) instanceof Decision.Scale;

      assertThat(scales).as("%s, fallback for %s", lack, given).isEqualTo(lack == given);
    }
  }

  @Test
  void aNumberThatIsTooOldIsStaleAndOneThatIsNoneIsNan() {
    var old = Map.<String, Sample>of("rate", new Sample.Value(300, NOW.minusSeconds(60)));
    var nan = Map.<String, Sample>of("rate", new Sample.Value(Double.NaN, NOW));

    assertThat(story("stale", "count 6", 4).gets(old).text())
        .isEqualTo("4 → 6: the fallback is 6 (the sample is 60.0 s old, believed within 10.0 s)");
    assertThat(story("nan", "count 6", 4).gets(nan).text())
        .isEqualTo("4 → 6: the fallback is 6 (the query gave NaN)");
    assertThat(story("empty", "count 6", 4).gets(old)).isInstanceOf(Decision.Hold.class);
  }

  @ParameterizedTest
  @CsvSource({
    // count now, count instead, what follows
    "4, 6, '4 → 6: the fallback is 6 (no number)'",
    "4, 4, 'hold 4: nothing scales in on a number that is not of now; the fallback is 4 (no number)'",
    "4, 2, 'hold 4: nothing scales in on a number that is not of now; the fallback is 2 (no number)'",
  })
  void aCountIsTakenWhateverTheStrategyButNeverScalesIn(int now, int instead, String decision) {
    assertThat(story("empty", "count " + instead, now).misses(Lack.EMPTY).text())
        .isEqualTo(decision);
  }

  @Test
  void holdIsTheDefaultAndCanBeSaid() {
    assertThat(story("empty", "hold", 4).misses(Lack.EMPTY).text())
        .isEqualTo("hold 4: no metric for check rate: no number");
  }

  @ParameterizedTest
  @CsvSource({
    // milliseconds since the last number, decision
    "30000, '2 → 4: 300.0 requests/s per instance, target 150.0 (last known, 30.0 s old: no number)'",
    "30001, 'hold 2: no metric for check rate: no number, and the last number is 30.0 s old, used up to 30.0 s'",
  })
  void theLastNumberIsUsedUpToItsAge(long millis, String decision) {
    var story = story("empty", "last 30s", 2);
    story.sees(300);

    assertThat(story.afterMillis(millis).misses(Lack.EMPTY).text()).isEqualTo(decision);
  }

  @Test
  void theLastNumberIsTheNewestAndNotItselfAgedAnew() {
    var story = story("empty", "last 30s", 2);
    story.sees(150);
    story.afterMillis(20_000).sees(300);

    assertThat(story.afterMillis(20_000).misses(Lack.EMPTY)).isInstanceOf(Decision.Scale.class);
    assertThat(story.afterMillis(10_001).misses(Lack.EMPTY)).isInstanceOf(Decision.Hold.class);
  }

  @Test
  void theLastNumberNeverScalesIn() {
    var story = story("empty", "last 30s", 4).deploying(true);
    story.sees(75);

    var decision = story.deploying(false).misses(Lack.EMPTY);

    assertThat(causeOf(decision)).isEqualTo(Cause.NO_DATA);
    assertThat(decision.reasons().getFirst())
        .isEqualTo("nothing scales in on a number that is not of now");
  }

  @Test
  void withoutALastNumberItHolds() {
    assertThat(story("empty", "last", 2).misses(Lack.EMPTY).text())
        .isEqualTo("hold 2: no metric for check rate: no number, and there was none before");
  }

  @ParameterizedTest
  @CsvSource({
    // seconds that the old number is off, decision
    "  0, '2 → 4: 300.0 requests/s per instance, target 150.0 (as a week ago: no number)'",
    "-10, '2 → 4: 300.0 requests/s per instance, target 150.0 (as a week ago: no number)'",
    "-11, 'hold 2: no metric for check rate: no number, and a week ago: the sample is 11.0 s old, believed within 10.0 s'",
  })
  void theNumberOfAWeekAgoHasToBeOfThen(long seconds, String decision) {
    var story = story("empty", "last_week", 2);
    var then = new Sample.Value(300, NOW.minus(WEEK).plusSeconds(seconds));

    assertThat(story.gets(Map.of("rate", NONE, "rate@last_week", then)).text()).isEqualTo(decision);
  }

  @Test
  void theNumberOfAWeekAgoNeverScalesInAndMayBeMissingToo() {
    var low = new Sample.Value(10, NOW.minus(WEEK));

    assertThat(story("empty", "last_week", 4).gets(Map.of("rate", NONE, "rate@last_week", low)))
        .isInstanceOf(Decision.Hold.class);
    assertThat(story("empty", "last_week", 4).gets(Map.of("rate", NONE)).text())
        .isEqualTo(
            "hold 4: no metric for check rate: no number, and a week ago: it was not queried");
  }

  @Test
  void oneCheckOnASubstituteKeepsTheOthersFromScalingIn() {
    var policy = items("", check("a", TARGET), check("b", TARGET + fallback("empty", "count 2")));
    var samples = Map.of("a", new Sample.Value(75, NOW), "b", NONE);

    assertThat(new Story(policy, 4).gets(samples)).isInstanceOf(Decision.Hold.class);
  }

  @Test
  void aSubstituteIsNotRememberedInTheWindows() {
    var policy =
        items(
            "stabilization_window_down = \"10s\"",
            check("rate", TARGET + fallback("empty", "count 1")));
    var story = new Story(policy, 4);
    story.sees(75);
    story.afterMillis(5000).misses(Lack.EMPTY);

    assertThat(story.afterMillis(5000).sees(75).text()).startsWith("4 → 2: 75.0");
  }

  private static Story story(String lack, String fallback, int count) {
    return new Story(policy(lack, fallback), count);
  }

  private static Policy policy(String lack, String fallback) {
    return items("", check("rate", TARGET + fallback(lack, fallback)));
  }

  private static String fallback(String lack, String fallback) {
    return "\nfallback {\n  %s = \"%s\"\n}".formatted(lack, fallback);
  }
}
