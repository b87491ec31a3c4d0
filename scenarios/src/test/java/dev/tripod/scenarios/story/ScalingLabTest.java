package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Counts follow load, and versions follow one another, without a lost request.
class ScalingLabTest extends LabStory {
  @Test
  @Order(1)
  void aStepInLoadIsFollowedByTwoInstancesThatServe() throws InterruptedException {
    var figure = run("step-one");
    assertThat(figure.number("errors")).isZero();
    assertThat(figure.number("totalMillis")).isLessThan(20_000);
  }

  @Test
  @Order(2)
  void aRollingUpdateLosesNoRequest() throws InterruptedException {
    assertThat(run("rolling-update").number("readErrors")).isZero();
  }

  @Test
  @Order(3)
  void withoutPrometheusTheAutoscalerHolds() throws InterruptedException {
    run("prometheus-away");
  }
}
