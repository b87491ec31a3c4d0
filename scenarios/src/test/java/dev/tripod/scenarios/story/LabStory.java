package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;

/// Scenarios that are run one after the other on the lab, each printing what it measured.
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class LabStory {
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

  static Figure run(String scenario) throws InterruptedException {
    var figure = Scenarios.named(scenario).run(world);
    System.out.println(figure.line());
    return figure;
  }
}
