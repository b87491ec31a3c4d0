package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/// A test on the lab, which is up and well when it begins.
@Tag("lab")
abstract class WorldTest {
  static World world;

  @BeforeAll
  static void openWorld() throws InterruptedException {
    world = World.open();
    world.ready();
  }

  @AfterAll
  static void closeWorld() {
    if (world != null) {
      world.close();
    }
  }
}
