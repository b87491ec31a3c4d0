package dev.tripod.deployer.loop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A test of the whole autoscaler on one stage; each begins without the job.
abstract class StageTest {
  static Stage stage;

  @BeforeAll
  static void build() {
    stage = new Stage();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  @AfterEach
  void clear() {
    stage.clear();
  }
}
