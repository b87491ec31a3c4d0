package dev.tripod.deployer.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tripod.deployer.simulate.Trace.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TraceTest {

  @Test
  void readsPointsBesidesAHeaderCommentsAndBlanks() {
    var trace =
        Trace.read("t.csv", List.of("seconds,demand", "# quiet", "", "0, 5", " 10 , 2.5", "15,20"));

    assertThat(trace.name()).isEqualTo("t.csv");
    assertThat(trace.length()).hasSeconds(20);
    assertThat(trace.at(0)).isEqualTo(5);
    assertThat(trace.at(9_999)).isEqualTo(5);
    assertThat(trace.at(10_000)).isEqualTo(2.5);
    assertThat(trace.at(19_999)).isEqualTo(20);
    assertThat(trace.at(99_999)).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5          | t.csv:3: expected seconds,demand, both 0 or more, found \"5\"",
        "5,x        | t.csv:3: expected seconds,demand, both 0 or more, found \"5,x\"",
        "x,5        | t.csv:3: expected seconds,demand, both 0 or more, found \"x,5\"",
        "5,-1       | t.csv:3: expected seconds,demand, both 0 or more, found \"5,-1\"",
        "-5,1       | t.csv:3: expected seconds,demand, both 0 or more, found \"-5,1\"",
        "5,NaN      | t.csv:3: expected seconds,demand, both 0 or more, found \"5,NaN\"",
        "5,Infinity | t.csv:3: expected seconds,demand, both 0 or more, found \"5,Infinity\"",
        "5,1,2      | t.csv:3: expected seconds,demand, both 0 or more, found \"5,1,2\"",
        "0,2        | t.csv: times must grow, found Point[seconds=0.0, demand=2.0] after Point[seconds=0.0, demand=1.0]",
      })
  void saysWhichLineIsWrong(String line, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trace.read("t.csv", List.of("# first", "0,1", line)))
        .withMessage(problem);
  }

  @Test
  void onePointIsNoTrace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trace.read("t.csv", List.of("time,load", "0,1")))
        .withMessage("t.csv: expected two points or more");
    assertThatIllegalArgumentException().isThrownBy(() -> Trace.read("t.csv", List.of()));
  }

  @Test
  void knowsMeansAndTheHighest() {
    var trace = Trace.of("t", List.of(new Point(0, 10), new Point(1, 30), new Point(3, 0)));

    assertThat(trace.mean(0, 1000)).isEqualTo(10);
    assertThat(trace.mean(0, 2000)).isEqualTo(20);
    assertThat(trace.mean(500, 1500)).isEqualTo(20);
    assertThat(trace.mean(2000, 4000)).isEqualTo(15);
    assertThat(trace.mean(-5000, 1000)).isEqualTo(10);
    assertThat(trace.mean(1000, 1000)).isEqualTo(30);
    assertThat(trace.mean(-1000, 0)).isEqualTo(10);
    assertThat(trace.highest(0, 999)).isEqualTo(10);
    assertThat(trace.highest(0, 1000)).isEqualTo(30);
    assertThat(trace.highest(3000, 9000)).isZero();
    assertThat(trace.highest(2999, 9000)).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(Traces.class)
  void whatIsMadeUpFollowsFromItsSeedAlone(Traces made) {
    var one = made.make(7, 100);
    var same = made.make(7, 100);

    assertThat(one.length()).isEqualTo(same.length()).isPositive();
    for (long second = 0; second < one.length().toSeconds(); second += 30) {
      assertThat(one.at(second * 1000)).isEqualTo(same.at(second * 1000)).isNotNegative();
      assertThat(one.at(second * 1000)).isLessThan(1200);
    }
  }

  @Test
  void theStepIsFromLessThanOneInstanceToSix() {
    var step = Traces.STEP.make(1, 100);

    assertThat(step.at(599_999)).isEqualTo(90);
    assertThat(step.at(600_000)).isEqualTo(550);
    assertThat(step.at(1_199_999)).isEqualTo(550);
    assertThat(step.at(1_200_000)).isEqualTo(90);
  }
}
