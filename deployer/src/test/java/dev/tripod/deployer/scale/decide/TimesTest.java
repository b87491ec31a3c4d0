package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static dev.tripod.deployer.scale.decide.Story.causeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tripod.deployer.scale.Sample.Lack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds at certain times only: the policy, a check, a floor. The story begins at noon.
class TimesTest {

  private static String from(String start, String time) {
    return """
        start = "%s"
        duration = "%s"
    """
        .formatted(start, time);
  }

  private static String schedule(String start, String time) {
    return "\nschedule {\n" + from(start, time) + "}\n";
  }

  private static String floor(String name, int count, String start, String time) {
    return "\nfloor \"%s\" {\n%scount = %d\n}\n".formatted(name, from(start, time), count);
  }

  @Test
  void outsideItsScheduleAPolicyHolds() {
    var story = new Story(items(schedule("0 13 * * *", "1h")), 2);

    var before = story.after(Duration.ofHours(1)).afterMillis(-1).sees(300);
    var within = story.afterMillis(1).sees(300);
    var last = story.after(Duration.ofHours(1)).afterMillis(-1).sees(300);
    var after = story.afterMillis(1).sees(300);

    assertThat(before.text()).isEqualTo("hold 2: the policy has effect at 0 13 * * * for 1h, Z");
    assertThat(causeOf(before)).isEqualTo(Cause.SCHEDULE);
    assertThat(within).isInstanceOf(Decision.Scale.class);
    assertThat(last).isInstanceOf(Decision.Scale.class);
    assertThat(causeOf(after)).isEqualTo(Cause.SCHEDULE);
  }

  @Test
  void theWindowsBeginAnewWithTheSchedule() {
    var policy = items("stabilization_window_down = \"10s\"" + schedule("0 12 * * *", "5s"));
    var story = new Story(policy, 4);
    story.sees(75);
    story.afterMillis(5000).sees(75);

    assertThat(story.state().highest().kept()).isEmpty();
  }

  @Test
  void aCheckHasAVoteAtItsTimesOnly() {
    var policy = items("", check("a", TARGET), check("b", TARGET + schedule("0 13 * * *", "1h")));
    var story = new Story(policy, 4);
    var metrics = Map.of("a", 75.0, "b", 300.0);

    assertThat(story.sees(metrics).text())
        .isEqualTo("4 → 2: 75.0 requests/s per instance, target 150.0");
    assertThat(story.after(Duration.ofHours(1)).sees(metrics).text()).startsWith("4 → 8");
  }

  @Test
  void aCheckOutsideItsTimesIsNotMissed() {
    var policy = items("", check("a", TARGET), check("b", TARGET + schedule("0 13 * * *", "1h")));

    assertThat(new Story(policy, 4).sees(Map.of("a", 75.0))).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void whereNoCheckHasAVoteTheCountStaysButForFloorsAndLimits() {
    var none = items("", check("rate", TARGET + schedule("0 13 * * *", "1h")));
    var floored =
        items(
            floor("noon", 6, "0 12 * * *", "1h"),
            check("rate", TARGET + schedule("0 13 * * *", "1h")));

    assertThat(new Story(none, 4).sees(75)).isInstanceOf(Decision.Hold.class);
    assertThat(causeOf(new Story(none, 4).sees(75))).isEqualTo(Cause.ON_TARGET);
    assertThat(new Story(none, 9).sees(75).text()).startsWith("9 → 8: 9 wanted, max is 8");
    assertThat(new Story(floored, 4).sees(75).text())
        .isEqualTo("4 → 6: floor noon: 0 12 * * * for 1h, Z");
  }

  @ParameterizedTest
  @CsvSource({
    // minutes after noon, count, metric, decision
    " 0, 2, 150, '2 → 5: floor noon: 0 12 * * * for 1h, Z; 150.0 requests/s per instance, target 150.0'",
    " 0, 2, 450, '2 → 6: 450.0 requests/s per instance, target 150.0'",
    " 0, 7,  75, '7 → 5: floor noon: 0 12 * * * for 1h, Z; 75.0 requests/s per instance, target 150.0'",
    " 0, 5,  75, 'hold 5: floor noon: 0 12 * * * for 1h, Z; 75.0 requests/s per instance, target 150.0'",
    "60, 2, 150, 'hold 2: 150.0 requests/s per instance, target 150.0'",
    // Of two floors at a time the higher one, and never more than max.
    "120, 2, 150, '2 → 7: floor high: 0 14 * * * for 1h, Z; 150.0 requests/s per instance, target 150.0'",
    "180, 2, 150, '2 → 8: floor huge: 0 15 * * * for 1h, Z; 99 wanted, max is 8; 150.0 requests/s per instance, target 150.0'",
  })
  void aFloorIsTheFewestAtItsTimes(long minutes, int count, double metric, String decision) {
    var policy =
        items(
            floor("noon", 5, "0 12 * * *", "1h")
                + floor("high", 7, "0 14 * * *", "1h")
                + floor("low", 3, "0 14 * * *", "1h")
                + floor("huge", 99, "0 15 * * *", "1h"));

    assertThat(new Story(policy, count).after(Duration.ofMinutes(minutes)).sees(metric).text())
        .isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({
    "4, '4 → 5: floor; no metric for check rate: no number'",
    "5, 'hold 5: no metric for check rate: no number'",
    "6, 'hold 6: no metric for check rate: no number'",
  })
  void aFloorHoldsWithoutMetricsToo(int count, String decision) {
    var policy = items(floor("noon", 5, "0 12 * * *", "1h"));

    assertThat(new Story(policy, count).misses(Lack.EMPTY).text()).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({
    // count, metric of an instance, decision
    "4, 187.5, 'hold 4: 5 wanted, within 25.0 % of 4; 187.5 requests/s per instance, target 150.0'",
    "4, 188.0, '4 → 6: 188.0 requests/s per instance, target 150.0'",
    "4, 112.5, 'hold 4: 3 wanted, within 25.0 % of 4; 112.5 requests/s per instance, target 150.0'",
    "4,  75.0, '4 → 2: 75.0 requests/s per instance, target 150.0'",
    "3, 200.0, '3 → 4: 200.0 requests/s per instance, target 150.0'",
  })
  void theToleranceIsAPartOfTheDesiredCount(int count, double metric, String decision) {
    assertThat(new Story(items("tolerance = 0.25"), count).sees(metric).text()).isEqualTo(decision);
  }

  @Test
  void theToleranceKeepsNothingBelowAFloorNorOutsideTheLimits() {
    var floored = items("tolerance = 0.5\n" + floor("noon", 5, "0 12 * * *", "1h"));

    assertThat(new Story(floored, 4).sees(150).text()).startsWith("4 → 5: floor noon");
    assertThat(new Story(items("tolerance = 0.5"), 9).sees(150).text())
        .startsWith("9 → 8: 9 wanted, max is 8");
  }

  @Test
  void aPolicysLimitsMayNotBeReversed() {
    var hcl = "scaling {\n  min = 5\n  max = 4\n  policy {\n" + check("rate", TARGET) + "}\n}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Policies.policy(hcl))
        .withMessage("max: expected min or more, found min 5, max 4");
  }
}
