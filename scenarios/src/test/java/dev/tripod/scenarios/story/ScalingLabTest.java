package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.lab.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Counts follow load, and versions follow one another, without a lost request.
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingLabTest {
  private static World world;

  @BeforeAll
  static void open() throws InterruptedException {
    world = World.open();
  }

  @AfterAll
  static void close() {
    if (world != null) {
      world.close();
    }
  }

  private static Figure run(String scenario) throws InterruptedException {
    var figure = Scenarios.named(scenario).run(world);
    System.out.println(figure.line());
    return figure;
  }

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
