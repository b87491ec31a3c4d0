package dev.tripod.deployer.scale.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.strategy.Threshold.Action;
import dev.tripod.deployer.scale.strategy.Threshold.Delta;
import dev.tripod.deployer.scale.strategy.Threshold.Percentage;
import dev.tripod.deployer.scale.strategy.Threshold.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @CsvSource({
    // lower, upper, number, whether it is within
    "10, 20,  9.9, false",
    "10, 20, 10.0, true",
    "10, 20, 19.9, true",
    "10, 20, 20.0, false",
  })
  void theLowerBoundIsWithinAndTheUpperIsNot(
      double lower, double upper, double number, boolean within) {
    var strategy = new Threshold(lower, upper, new Delta(1), 1);

    assertThat(strategy.recommend(window(number), Count.of(3))).isEqualTo(within ? 4 : 3);
  }

  @Test
  void aBoundThatIsNotGivenIsNone() {
    var below = new Threshold(-NONE, 10, new Delta(-1), 1);
    var above = new Threshold(10, NONE, new Delta(1), 1);

    assertThat(below.recommend(window(-1e300), Count.of(3))).isEqualTo(2);
    assertThat(below.recommend(window(10), Count.of(3))).isEqualTo(3);
    assertThat(above.recommend(window(1e300), Count.of(3))).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    // trigger, numbers within, count
    "5, 4, 3",
    "5, 5, 4",
    "5, 6, 4",
    "0, 0, 4",
  })
  void enoughNumbersHaveToLieWithin(int trigger, int within, int count) {
    var numbers = DoubleStream.generate(() -> 15).limit(within).boxed().toList();
    var reading = new Reading(99, numbers, Map.of());

    assertThat(new Threshold(10, 20, new Delta(1), trigger).recommend(reading, Count.of(3)))
        .isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    // delta, desired, running, count
    " 2, 4, 4, 6",
    // An increase counts from what runs, and never goes below what is desired already.
    " 2, 6, 4, 6",
    " 3, 6, 4, 7",
    " 1, 6, 4, 6",
    // Those that run though they are not desired any more do not count.
    " 2, 4, 6, 6",
    " 2, 0, 0, 2",
    // A decrease counts from what is desired.
    "-1, 6, 4, 5",
    "-9, 6, 4, 0",
    " 0, 6, 4, 6",
  })
  void addsOrRemovesSome(int delta, int desired, int running, int count) {
    assertThat(new Delta(delta).apply(new Count(desired, running))).isEqualTo(count);
  }

  @Test
  void manyMoreSaturate() {
    assertThat(new Delta(Integer.MAX_VALUE).apply(Count.of(9))).isEqualTo(Integer.MAX_VALUE);
    assertThat(new Delta(Integer.MIN_VALUE).apply(Count.of(9))).isZero();
    assertThat(new Percentage(1e300).apply(Count.of(9))).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    // percentage, desired, running, count
    " 50,   4,   4,   6",
    " 50,   5,   5,   8",
    " 50,   8,   4,   8",
    " 10, 100, 100, 110",
    " 10,   4,   6,   5",
    "-25,   4,   4,   3",
    "-25,   4,   2,   3",
    "-42, 100, 100,  58",
    "-10,   4,   4,   4",
    "  0,   4,   2,   4",
    "-200,  4,   4,   0",
  })
  void addsOrRemovesAPart(double percentage, int desired, int running, int count) {
    assertThat(new Percentage(percentage).apply(new Count(desired, running))).isEqualTo(count);
  }

  @Test
  void setsACount() {
    assertThat(new Value(7).apply(new Count(3, 1))).isEqualTo(7);
    assertThat(new Value(0).apply(new Count(3, 1))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "delta, 2, +2",
    "delta, -2, -2",
    "part, 50, +50.0 %",
    "part, -50, -50.0 %",
    "value, 3, to 3"
  })
  void saysWhatItDoes(String kind, int number, String words) {
    Action action =
        switch (kind) {
          case "delta" -> new Delta(number);
          case "part" -> new Percentage(number);
          default -> new Value(number);
        };
    var strategy = new Threshold(10, 20, action, 2);

    var reading = new Reading(12, List.of(9.0, 10.0, 12.0), Map.of());
    assertThat(strategy.reason(reading, Count.of(3), "jobs"))
        .isEqualTo("2 of 3 numbers within 10.0 to 20.0 jobs, " + words + " from 2 on");
  }

  @Test
  void allNumbersOfTheWindowCount() {
    var strategy = new Threshold(10, 20, new Delta(1), 1);

    assertThat(strategy.needsWindow()).isTrue();
    assertThat(strategy.needsMetric()).isTrue();
    assertThat(strategy.needsInstances()).isFalse();
    assertThat(strategy.limitStep(1, 9)).isEqualTo(9);
  }

  private static Reading window(double number) {
    return new Reading(99, Collections.nCopies(1, number), Map.of());
  }
}
