package dev.tripod.deployer.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tripod.deployer.scale.decide.Policies;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.simulate.Score.Mark;
import dev.tripod.deployer.simulate.Trace.Point;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each system on a step: from one instance's worth to six at 600 s, and back at 1200 s.
class ContendersTest {
  private static final Load LOAD = new Load(demand -> (int) Math.ceil(demand / 150), 150, 1, 8);
  private static final Trace STEP = Traces.STEP.make(1, 150);

  @Test
  void theOracleIsNeverShortAndPaysNoMore() {
    var score = run(new Oracle(LOAD, Plant.DEFAULT));

    assertThat(score.violationMinutes()).isZero();
    assertThat(score.secondsToAdequate()).isZero();
    assertThat(score.changes()).isEqualTo(2);
    assertThat(score.hoursOverIdeal()).isLessThan(5 * 5 / 3600.0);
    assertThat(score.instanceHours()).isCloseTo((1200 + 6 * 600) / 3600.0, within(0.01));
  }

  @ParameterizedTest
  @EnumSource(Traces.class)
  void theOracleIsNeverShortOnAnyTraceButAtItsBegin(Traces made) {
    var score = Run.of(new Oracle(LOAD, Plant.DEFAULT), made.make(3, 150), LOAD, Plant.DEFAULT);

    assertThat(score.violationMinutes() * 60).isLessThanOrEqualTo(3);
  }

  @Test
  void hpaWaitsFiveMinutesToScaleIn() {
    var line = run(new Hpa(LOAD)).line();

    assertThat(at(line, 1200 + 285).running()).isEqualTo(6);
    assertThat(at(line, 1200 + 330).running()).isEqualTo(1);
    assertThat(at(line, 600 + 60).running()).isEqualTo(6);
  }

  @Test
  void hpaAddsFourOrDoublesAndToleratesATenth() {
    var hpa = new Hpa(LOAD);

    assertThat(hpa.decide(new Seen(0, 1, 900))).isEqualTo(5);
    assertThat(new Hpa(LOAD).decide(new Seen(0, 5, 5000))).isEqualTo(8);
    assertThat(new Hpa(LOAD).decide(new Seen(0, 4, 659))).isEqualTo(4);
    assertThat(new Hpa(LOAD).decide(new Seen(0, 4, 661))).isEqualTo(5);
    assertThat(hpa.interval()).hasSeconds(15);
  }

  @Test
  void kpaPanicsOnAStepAndGivesNothingUpForAMinute() {
    var kpa = new Kpa(LOAD);

    assertThat(kpa.decide(new Seen(0, 2, 450, 250))).isEqualTo(2);
    // Twice what is ready, by the short window: not the mean of the long one.
    assertThat(kpa.decide(new Seen(2000, 2, 600, 250))).isEqualTo(4);
    assertThat(kpa.decide(new Seen(4000, 4, 100, 250))).isEqualTo(4);
    assertThat(kpa.decide(new Seen(62_000, 4, 100, 250))).isEqualTo(4);
    assertThat(kpa.decide(new Seen(62_001, 4, 100, 250))).isEqualTo(2);
    // At most half goes at once.
    assertThat(new Kpa(LOAD).decide(new Seen(0, 8, 100, 100))).isEqualTo(4);
    assertThat(kpa.interval()).hasSeconds(2);
  }

  @Test
  void kpaIsSoonerThanItsLongWindow() {
    var line = run(new Kpa(LOAD)).line();

    assertThat(at(line, 600 + 30).running()).isEqualTo(6);
    assertThat(at(line, 1200 + 120).running()).isEqualTo(1);
  }

  @Test
  void nomadAutoscalerCountsWhatRunsAndCoolsDown() {
    var words =
        new NomadAutoscaler.Words(
            Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(60), 0.01, 3, 2);
    var one = new NomadAutoscaler(LOAD, words);

    assertThat(one.decide(new Seen(0, 2, 301))).isEqualTo(2);
    assertThat(one.decide(new Seen(1, 2, 1000))).isEqualTo(5);
    assertThat(one.decide(new Seen(60_000, 5, 100))).isEqualTo(5);
    assertThat(one.decide(new Seen(60_001, 5, 100))).isEqualTo(3);
    assertThat(one.decide(new Seen(360_000, 3, 1000))).isEqualTo(3);
    assertThat(one.decide(new Seen(360_001, 3, 1000))).isEqualTo(6);
    assertThat(one.waitsForDeployments()).isTrue();
  }

  @Test
  void oursReactsWithinSeconds() {
    var policy = Policies.items("cooldown_up = \"0s\"\nstabilization_window_down = \"15s\"");
    var scores = Simulation.of(policy, OptionalDouble.empty(), Plant.DEFAULT).orElseThrow();

    var compared = scores.compare(STEP);

    assertThat(compared)
        .extracting(Score::system)
        .containsExactly("tripod", "nomad-autoscaler", "hpa", "kpa", "oracle");
    assertThat(compared.getFirst()).isEqualTo(scores.run(STEP));
    assertThat(compared.getFirst().secondsToAdequate()).isBetween(3.0, 10.0);
    assertThat(at(compared.getFirst().line(), 1230).running()).isEqualTo(1);
    assertThat(scores.capacity()).isEqualTo(150);
  }

  @Test
  void aDeploymentRefusesOursAndNotThoseOfKubernetes() {
    var slow = new Plant(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30));
    var rise =
        Trace.of(
            "rise",
            List.of(
                new Point(0, 100), new Point(10, 290), new Point(25, 900), new Point(100, 900)));
    var ours = Simulation.of(Policies.items("cooldown = \"0s\""), OptionalDouble.empty(), slow);

    var scores = ours.orElseThrow().compare(rise);

    // Ours has to wait for the end of the first deployment, at 70 s.
    assertThat(scores.getFirst().changes()).isEqualTo(2);
    assertThat(scores.getFirst().violationMinutes())
        .isGreaterThan(scores.get(3).violationMinutes());
  }

  @Test
  void aPolicyThatSaysNoCapacityNeedsOne() {
    Policy policy = Policies.items("", Policies.check("rate", "strategy \"pass-through\" {}"));

    assertThat(Simulation.of(policy, OptionalDouble.empty(), Plant.DEFAULT)).isEmpty();
    var given = Simulation.of(policy, OptionalDouble.of(150), Plant.DEFAULT).orElseThrow();
    assertThat(given.compare(STEP)).extracting(Score::system).doesNotContain("nomad-autoscaler");
    assertThat(given.run(STEP).violationMinutes()).isLessThan(0.5);
  }

  private static Score run(Contender contender) {
    return Run.of(contender, STEP, LOAD, Plant.DEFAULT);
  }

  private static Mark at(List<Mark> line, double seconds) {
    return line.stream().filter(mark -> mark.seconds() >= seconds).findFirst().orElseThrow();
  }

  /// What a system sees: all that is desired runs.
  private record Seen(long now, int running, double measured, double longMean)
      implements Contender.View {
    Seen(long now, int running, double measured) {
      this(now, running, measured, measured);
    }

    @Override
    public int desired() {
      return running;
    }

    @Override
    public boolean deploying() {
      return false;
    }

    @Override
    public double measured(Duration window) {
      return window.toSeconds() >= 60 ? longMean : measured;
    }

    @Override
    public double highestUntil(Duration ahead) {
      return measured;
    }
  }
}
