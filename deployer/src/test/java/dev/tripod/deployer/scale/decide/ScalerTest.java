package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.QUERY_WINDOW;
import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each threshold is tested on both of its sides: 1 ms, one instance, or a tenth of the metric.
class ScalerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({
    // desired, running, metric, decision
    "2, 2, 310.0, '2 → 5: 310.0 requests/s per instance, target 150.0'",
    "2, 2, 300.0, '2 → 4: 300.0 requests/s per instance, target 150.0'",
    "2, 2, 300.1, '2 → 5: 300.1 requests/s per instance, target 150.0'",
    "4, 4,  75.0, '4 → 2: 75.0 requests/s per instance, target 150.0'",
    "4, 4,   0.0, '4 → 1: 0 wanted, min is 1; 0.0 requests/s per instance, target 150.0'",
    "2, 2, 150.0, 'hold 2: 150.0 requests/s per instance, target 150.0'",
    // The tolerance: 1 % above and below the target.
    "2, 2, 151.4, 'hold 2: 151.4 requests/s per instance, target 150.0'",
    "2, 2, 151.6, '2 → 3: 151.6 requests/s per instance, target 150.0'",
    "4, 4, 148.6, 'hold 4: 148.6 requests/s per instance, target 150.0'",
    "4, 4, 112.6, 'hold 4: 112.6 requests/s per instance, target 150.0'",
    "4, 4, 112.5, '4 → 3: 112.5 requests/s per instance, target 150.0'",
    // The limits.
    "4, 4, 300.0, '4 → 8: 300.0 requests/s per instance, target 150.0'",
    "4, 4, 301.0, '4 → 8: 9 wanted, max is 8; 301.0 requests/s per instance, target 150.0'",
    "8, 8, 300.0, 'hold 8: 16 wanted, max is 8; 300.0 requests/s per instance, target 150.0'",
    "1, 1,   0.0, 'hold 1: 0 wanted, min is 1; 0.0 requests/s per instance, target 150.0'",
    // What is on its way is not asked for twice, nor given up.
    "6, 2, 450.0, 'hold 6: 450.0 requests/s per instance, target 150.0; 2 of 6 running'",
    "6, 2, 525.0, '6 → 7: 525.0 requests/s per instance, target 150.0; 2 of 6 running'",
    "6, 2, 150.0, '6 → 2: 150.0 requests/s per instance, target 150.0; 2 of 6 running'",
    "2, 0, 900.0, 'hold 2: none of 2 instances runs yet'",
    // From zero the metric is the whole load.
    "0, 0, 151.0, '0 → 2: 151.0 requests/s per instance, target 150.0'",
    // Absurd, but finite.
    "2, 2, 1e300, '2 → 8: 2147483647 wanted, max is 8; %s requests/s per instance, target 150.0'",
    "2, 2, -10.0, '2 → 1: 0 wanted, min is 1; -10.0 requests/s per instance, target 150.0'",
  })
  void followsTheTarget(int desired, int running, double metric, String decision) {
    var verdict = decide(items(), metric, State.INITIAL, new Count(desired, running));

    String expected = decision.replace("%s", Text.number(metric));
    assertThat(verdict.decision().text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // change made, metric now, milliseconds since, scales
    "1, 2, 300, 4999, false",
    "1, 2, 300, 5000, true",
    "1, 2,  75, 4999, false",
    "1, 2,  75, 5000, true",
    "3, 2, 300, 4999, false",
    "3, 2, 300, 5000, true",
  })
  void coolsDownAfterAChange(int from, int to, double metric, long millis, boolean scales) {
    var decision = decisionAfter(items(), from, to, metric, Duration.ofMillis(millis));

    assertThat(decision instanceof Decision.Scale).isEqualTo(scales);
    if (!scales) {
      assertThat(decision.text()).contains("cooling down for another 0.0 s");
      assertThat(causeOf(decision)).isEqualTo(Cause.COOLDOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // An increase is held back by cooldown_up alone, a decrease by what followed the last change.
    "1, 2, 300,  999, false",
    "1, 2, 300, 1000, true",
    "3, 2, 300,  999, false",
    "3, 2, 300, 1000, true",
    "1, 2,  75, 1999, false",
    "1, 2,  75, 2000, true",
    "3, 2,  75, 4999, false",
    "3, 2,  75, 5000, true",
  })
  void coolsDownByDirection(int from, int to, double metric, long millis, boolean scales) {
    Policy policy = items("cooldown = \"5s\"\ncooldown_on_scale_up = \"2s\"\ncooldown_up = \"1s\"");

    var decision = decisionAfter(policy, from, to, metric, Duration.ofMillis(millis));

    assertThat(decision instanceof Decision.Scale).isEqualTo(scales);
  }

  @Test
  void aCooldownOfZeroNeverHolds() {
    Policy policy = items("cooldown_up = \"0s\"");

    assertThat(decisionAfter(policy, 1, 2, 300, Duration.ZERO)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void scaleInWaitsUntilTheWindowIsSeen() {
    Policy policy = items("stabilization_window_down = \"10s\"");
    State state = decide(policy, 75, State.INITIAL, Count.of(4), NOW).state();
    state = decide(policy, 75, state, Count.of(4), NOW.plusSeconds(5)).state();

    var early = decide(policy, 75, state, Count.of(4), NOW.plus(WINDOW).minus(MILLI));
    var due = decide(policy, 75, state, Count.of(4), NOW.plus(WINDOW));

    assertThat(early.decision().text())
        .startsWith("defer 4 → 2: scale-in needs 10.0 s of metrics, 10.0 s seen; 75.0");
    assertThat(causeOf(early.decision())).isEqualTo(Cause.STABILIZING);
    assertThat(due.decision()).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void theHighestRecommendationOfTheWindowWins() {
    Policy policy = items("stabilization_window_down = \"10s\"");
    State state = decide(policy, 75, State.INITIAL, Count.of(4), NOW.minus(WINDOW)).state();
    state = decide(policy, 100, state, Count.of(4), NOW.minusSeconds(4)).state();

    var within = decide(policy, 37, state, Count.of(4), NOW.minusSeconds(4).plus(WINDOW));
    var after =
        decide(policy, 37, state, Count.of(4), NOW.minusSeconds(4).plus(WINDOW).plus(MILLI));

    assertThat(within.decision().text())
        .isEqualTo(
            "4 → 3: 3 needed 10.0 s ago, window 10.0 s; "
                + "37.0 requests/s per instance, target 150.0");
    assertThat(after.decision()).isInstanceOf(Decision.Defer.class);
    assertThat(after.decision().text()).contains("scale-in needs 10.0 s of metrics, 0.0 s seen");
  }

  @Test
  void scaleInWaitsWhileTheWindowHoldsThePresentCount() {
    Policy policy = items("stabilization_window_down = \"10s\"");
    State state = decide(policy, 150, State.INITIAL, Count.of(4), NOW).state();
    state = decide(policy, 37, state, Count.of(4), NOW.plusSeconds(5)).state();

    var within = decide(policy, 37, state, Count.of(4), NOW.plus(WINDOW));
    var after = decide(policy, 37, within.state(), Count.of(4), NOW.plus(WINDOW).plus(MILLI));

    assertThat(within.decision().text()).startsWith("defer 4 → 1: 4 needed 10.0 s ago, window");
    assertThat(after.decision()).isEqualTo(scale(4, 1, "37.0"));
  }

  @Test
  void scaleOutNeverWaitsForTheWindow() {
    assertThat(
            decide(items("stabilization_window_down = \"10s\""), 300, State.INITIAL, Count.of(2))
                .decision())
        .isEqualTo(scale(2, 4, "300.0"));
  }

  @ParameterizedTest
  @CsvSource({
    // max_scale_up, max_scale_down, count, metric, decision
    "2, 9, 1, 450.0, '1 → 3: '",
    "1, 9, 1, 450.0, '1 → 2: one action of the check goes to 2; '",
    "1, 9, 1, 300.0, '1 → 2: '",
    "9, 3, 8,   0.0, '8 → 5: 0 wanted, min is 1; one action of the check goes to 5; '",
    "9, 1, 8,   0.0, '8 → 7: 0 wanted, min is 1; one action of the check goes to 7; '",
    "9, 1, 2,   0.0, '2 → 1: 0 wanted, min is 1; '",
  })
  void oneActionGoesNoFurtherThanItsStep(
      int up, int down, int count, double metric, String decision) {
    Policy policy =
        items(
            "",
            check(
                "rate",
                """
                strategy "target-value" {
                  target = 150
                  max_scale_up = %d
                  max_scale_down = %d
                }
                """
                    .formatted(up, down)));

    assertThat(decide(policy, metric, State.INITIAL, Count.of(count)).decision().text())
        .isEqualTo(decision + Text.number(metric) + " requests/s per instance, target 150.0");
  }

  @ParameterizedTest
  @CsvSource({
    // The whole group's load asks for the same count whatever runs already.
    "2, 2,  620.0, '2 → 5: 310.0 requests/s per instance, target 150.0'",
    "5, 2,  620.0, 'hold 5: 310.0 requests/s per instance, target 150.0; 2 of 5 running'",
    "5, 5,  620.0, 'hold 5: 124.0 requests/s per instance, target 150.0'",
    "5, 5,  600.0, '5 → 4: 120.0 requests/s per instance, target 150.0'",
    "0, 0,  151.0, '0 → 2: 151.0 requests/s per instance, target 150.0'",
  })
  void aMetricOfTheGroupIsSharedByWhatRuns(
      int desired, int running, double metric, String decision) {
    var strategy =
        """
        strategy "target-value" {
          target = 150
          metric_of = "group"
        }
        """;
    Policy policy = items("", check("rate", strategy));

    var verdict = decide(policy, metric, State.INITIAL, new Count(desired, running));

    assertThat(verdict.decision().text()).isEqualTo(decision);
  }

  @Test
  void anIncreaseIsCalledForDuringTheDelayAndGoesToTheNewestCount() {
    Policy policy = items("cooldown = \"0s\"\ndelay_up = \"500ms\"");
    var first = decide(policy, 300, State.INITIAL, Count.of(2), NOW);
    var early = decide(policy, 450, first.state(), Count.of(2), NOW.plusMillis(499));
    var due = decide(policy, 450, first.state(), Count.of(2), NOW.plusMillis(500));

    assertThat(first.decision().text()).startsWith("defer 2 → 4: called for since 0.0 s, delay");
    assertThat(causeOf(early.decision())).isEqualTo(Cause.DELAY);
    assertThat(due.decision()).isEqualTo(scale(2, 6, "450.0"));
  }

  @Test
  void aSecondNumberDecidesAndTheSameAgainIsNone() {
    Policy policy = items("cooldown = \"0s\"\nlooks_up = 2");
    var first = decide(policy, 300, State.INITIAL, Count.of(2), NOW);
    var same = decide(policy, 300, first.state(), Count.of(2), NOW.plusMillis(100));
    var second = decide(policy, 450, same.state(), Count.of(2), NOW.plusMillis(150));
    var late = decide(policy, 300, same.state(), Count.of(2), NOW.plusMillis(1000));

    assertThat(first.decision().text()).startsWith("defer 2 → 4: called for by 1 of 2 numbers");
    assertThat(causeOf(same.decision())).isEqualTo(Cause.DELAY);
    assertThat(second.decision()).isEqualTo(scale(2, 6, "450.0"));
    assertThat(late.decision()).isEqualTo(scale(2, 4, "300.0"));
  }

  @Test
  void aDipBeginsTheDelayAnew() {
    Policy policy = items("cooldown = \"0s\"\ndelay_up = \"500ms\"");
    State state = decide(policy, 300, State.INITIAL, Count.of(2), NOW).state();
    state = decide(policy, 150, state, Count.of(2), NOW.plusMillis(250)).state();

    var again = decide(policy, 300, state, Count.of(2), NOW.plusMillis(500));

    assertThat(causeOf(again.decision())).isEqualTo(Cause.DELAY);
  }

  @Test
  void aMissingMetricHolds() {
    var samples =
        new Samples(Map.of("rate", new Sample.Missing(Lack.EMPTY, "Prometheus does not answer")));
    var verdict = Scaler.decide(items(), samples, Facts.of(Count.of(4)), State.INITIAL, NOW);

    assertThat(verdict.decision().text())
        .isEqualTo("hold 4: no metric for check rate: Prometheus does not answer");
    assertThat(causeOf(verdict.decision())).isEqualTo(Cause.NO_DATA);
  }

  @Test
  void aMetricThatNobodyAskedForHolds() {
    var verdict =
        Scaler.decide(items(), new Samples(Map.of()), Facts.of(Count.of(4)), State.INITIAL, NOW);

    assertThat(causeOf(verdict.decision())).isEqualTo(Cause.NO_DATA);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatIsNoneHolds(double metric) {
    var decision = decide(items(), metric, State.INITIAL, Count.of(4)).decision();

    assertThat(decision.text())
        .isEqualTo("hold 4: no metric for check rate: the query gave " + metric);
    assertThat(causeOf(decision)).isEqualTo(Cause.NO_DATA);
  }

  @Test
  void aSampleIsBelievedWithinTheQueryWindow() {
    assertThat(decideAtAge(QUERY_WINDOW)).isInstanceOf(Decision.Scale.class);
    assertThat(decideAtAge(QUERY_WINDOW.plus(MILLI)).text())
        .isEqualTo(
            "hold 2: no metric for check rate: the sample is 10.0 s old, believed within 10.0 s");
    assertThat(decideAtAge(QUERY_WINDOW.negated())).isInstanceOf(Decision.Scale.class);
    assertThat(decideAtAge(QUERY_WINDOW.plus(MILLI).negated()).text())
        .contains("10.0 s in the future");
  }

  @Test
  void ofSeveralChecksTheHighestWins() {
    Policy policy = items("", check("a", TARGET), check("b", TARGET));

    assertThat(decide(policy, Map.of("a", 75.0, "b", 300.0), 4).text())
        .isEqualTo(
            "4 → 8: 300.0 requests/s per instance, target 150.0; "
                + "75.0 requests/s per instance, target 150.0");
    assertThat(decide(policy, Map.of("a", 75.0, "b", 150.0), 4)).isInstanceOf(Decision.Hold.class);
    assertThat(decide(policy, Map.of("a", 75.0, "b", 37.5), 4).text()).startsWith("4 → 2");
  }

  @Test
  void aPartialViewMayScaleOutButNeverIn() {
    Policy policy = items("", check("a", TARGET), check("b", TARGET));

    assertThat(decide(policy, Map.of("a", 300.0), 4).text())
        .isEqualTo(
            "4 → 8: 300.0 requests/s per instance, target 150.0; "
                + "no metric for check b: it was not queried");
    assertThat(causeOf(decide(policy, Map.of("a", 75.0), 4))).isEqualTo(Cause.NO_DATA);
    assertThat(causeOf(decide(policy, Map.of("a", 150.0), 4))).isEqualTo(Cause.NO_DATA);
  }

  @Test
  void aFailingCheckStopsTheEvaluationWhereThePolicySaysSo() {
    Policy policy = items("", check("a", TARGET), check("b", TARGET + "\non_error = \"fail\""));

    assertThat(causeOf(decide(policy, Map.of("a", 300.0), 4))).isEqualTo(Cause.NO_DATA);
    assertThat(decide(policy, Map.of("b", 300.0), 4)).isInstanceOf(Decision.Scale.class);
  }

  @ParameterizedTest
  @CsvSource({
    // metric, milliseconds that the hold still lasts, decision
    "310.0, 60000, 'hold 2: held at 2 until 2026-03-01T12:01:00Z by ann@desk: a sale; %s'",
    "  1.0, 60000, 'hold 2: held at 2 until 2026-03-01T12:01:00Z by ann@desk: a sale; %s'",
    "310.0,     1, 'hold 2: held at 2 until 2026-03-01T12:00:00.001Z by ann@desk: a sale; %s'",
    "310.0,     0, '2 → 5: %s'",
    "310.0,    -1, '2 → 5: %s'",
  })
  void aPersonsHoldComesFirstUntilItEnds(double metric, long millis, String decision) {
    var facts = Facts.of(Count.of(2)).held(Optional.of(holdFor(Duration.ofMillis(millis))));

    var votes = Text.number(metric) + " requests/s per instance, target 150.0";
    assertThat(decide(items(), metric, State.INITIAL, facts, NOW).decision().text())
        .isEqualTo(decision.replace("%s", votes));
  }

  @Test
  void aHoldNeedsNoMetricAndHasACauseOfItsOwn() {
    var facts = Facts.of(Count.of(2)).held(Optional.of(holdFor(MILLI)));
    var none = new Samples(Map.of("rate", new Sample.Missing(Lack.EMPTY, "no series")));

    var decision = Scaler.decide(items(), none, facts, State.INITIAL, NOW).decision();

    assertThat(causeOf(decision)).isEqualTo(Cause.HELD);
    assertThat(decision.reasons()).element(1).asString().contains("no series");
  }

  @Test
  void afterAHoldTheWindowOfScaleInBeginsAnew() {
    var policy = items("stabilization_window_down = \"10s\"");
    var seen = decide(policy, 0, State.INITIAL, Count.of(4), NOW.minus(WINDOW)).state();
    assertThat(decide(policy, 0, seen, Count.of(4)).decision()).isInstanceOf(Decision.Scale.class);

    var hold = new Hold(NOW.minus(MILLI), "ann@desk", "a sale");
    var facts = Facts.of(Count.of(4)).held(Optional.of(hold));
    var held = decide(policy, 0, seen, facts, NOW.minusSeconds(1));

    assertThat(causeOf(held.decision())).isEqualTo(Cause.HELD);
    assertThat(causeOf(decide(policy, 0, held.state(), Count.of(4)).decision()))
        .isEqualTo(Cause.STABILIZING);
  }

  @Test
  void aHoldIsReadAsItWasWrittenAndNonsenseIsNone() {
    var hold = holdFor(WINDOW);
    assertThat(Hold.read(hold.meta())).contains(hold);
    assertThat(Hold.read(Map.of("autoscaler", "tripod"))).isEmpty();
    assertThat(Hold.read(Map.of("tripod_hold_until", "tomorrow"))).isEmpty();
  }

  @Test
  void aDeferredScaleKeepsItsReasons() {
    assertThat(scale(2, 4, "300.0").deferred(Cause.DEPLOYMENT, "Nomad deploys items").text())
        .isEqualTo("defer 2 → 4: Nomad deploys items; 300.0 requests/s per instance, target 150.0");
  }

  private static Verdict decide(Policy policy, double metric, State state, Count count) {
    return decide(policy, metric, state, count, NOW);
  }

  private static Verdict decide(
      Policy policy, double metric, State state, Count count, Instant now) {
    return decide(policy, metric, state, Facts.of(count), now);
  }

  private static Verdict decide(
      Policy policy, double metric, State state, Facts facts, Instant now) {
    var samples = new Samples(Map.of("rate", new Sample.Value(metric, now)));
    return Scaler.decide(policy, samples, facts, state, now);
  }

  private static Decision decide(Policy policy, Map<String, Double> metrics, int count) {
    var samples = new HashMap<String, Sample>();
    metrics.forEach((check, metric) -> samples.put(check, new Sample.Value(metric, NOW)));
    var facts = Facts.of(Count.of(count));
    return Scaler.decide(policy, new Samples(samples), facts, State.INITIAL, NOW).decision();
  }

  private static Decision decideAtAge(Duration age) {
    var samples = new Samples(Map.of("rate", new Sample.Value(300, NOW.minus(age))));
    return Scaler.decide(items(), samples, Facts.of(Count.of(2)), State.INITIAL, NOW).decision();
  }

  private static Decision decisionAfter(
      Policy policy, int from, int to, double metric, Duration since) {
    var facts = Facts.of(Count.of(to)).scaled(List.of(new Scaling(NOW.minus(since), from, to)));
    return decide(policy, metric, State.INITIAL, facts, NOW).decision();
  }

  private static Hold holdFor(Duration time) {
    return new Hold(NOW.plus(time), "ann@desk", "a sale");
  }

  private static Decision.Scale scale(int from, int to, String metric) {
    return new Decision.Scale(from, to, List.of(metric + " requests/s per instance, target 150.0"));
  }

  private static Cause causeOf(Decision decision) {
    return switch (decision) {
      case Decision.Hold hold -> hold.cause();
      case Decision.Defer defer -> defer.cause();
      case Decision.Scale scale -> throw new AssertionError("scaled: " + scale.text());
    };
  }
}
