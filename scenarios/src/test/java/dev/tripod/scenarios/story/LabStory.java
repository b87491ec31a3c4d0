package dev.tripod.scenarios.story;

import dev.tripod.scenarios.measure.Scenarios;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/// Scenarios that are run one after the other on the lab, each printing what it measured.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class LabStory extends WorldTest {
  static Figure run(String scenario) throws InterruptedException {
    var figure = Scenarios.named(scenario).run(world);
    System.out.println(figure.line());
    return figure;
  }
}
