package dev.tripod.scenarios.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;

/// Prometheus goes away while items are scaled out, and then the load goes, too. A metric that is
/// missing is not a metric of zero: the autoscaler holds the count, and scales in once it can see.
public final class PrometheusAway implements Scenario {
  private static final Duration SCALE_OUT = Duration.ofSeconds(60);
  private static final Duration AWAY = Duration.ofSeconds(45);
  private static final Duration BACK = Duration.ofMinutes(4);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    int minimum = Scaled.ITEMS.minimum(world.nomad());
    int wanted = minimum + 1;
    var prometheus = world.nomad().job("prometheus");
    try {
      scaleOut(world, wanted, () -> world.nomad().stop("prometheus"));
      var held = holds(world, wanted);
      bringBack(world, prometheus);
      var back = world.awaitCount(Scaled.ITEMS, minimum, BACK);
      return Figure.of("prometheus-away").millis("held", held).millis("scaledIn", back);
    } finally {
      bringBack(world, prometheus);
      world.recover();
    }
  }

  /// Prometheus goes while the load is there, so that the last thing it said is "busy"; and when no
  /// deployment runs, since an increase that one held back is carried out after it all the same.
  private static void scaleOut(World world, int wanted, Runnable goAway)
      throws InterruptedException {
    double target = Scaled.ITEMS.target(world.nomad());
    try (var _ = Reads.start(world, (int) (target * wanted * 0.9))) {
      world.awaitCount(Scaled.ITEMS, wanted, SCALE_OUT);
      Until.holds("items are deployed", SCALE_OUT, () -> deployed(world));
      world.awaitCalm(Scaled.ITEMS, wanted, SCALE_OUT);
      goAway.run();
      Until.holds(
          "prometheus is away", SCALE_OUT, () -> world.consul().passing("prometheus").isEmpty());
    }
  }

  private static boolean deployed(World world) {
    return !world.nomad().latestDeployment("items").path("Status").asText().equals("running");
  }

  private static Duration holds(World world, int wanted) throws InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < AWAY.toNanos()) {
      int desired = world.nomad().desired("items", "items");
      if (desired != wanted) {
        throw new ScenarioFailed(
            "items went from %d to %d while there was no metric".formatted(wanted, desired));
      }
      Thread.sleep(Duration.ofMillis(500));
    }
    return AWAY;
  }

  /// Registers the job as it was, unless it runs.
  private static void bringBack(World world, ObjectNode prometheus) {
    var now = world.nomad().job("prometheus");
    if (now.path("Stop").asBoolean()) {
      prometheus.put("JobModifyIndex", now.path("JobModifyIndex").asLong());
      world.nomad().register(prometheus);
    }
  }
}
