package dev.tripod.scenarios.measure;

import dev.tripod.scenarios.contest.Contender;
import dev.tripod.scenarios.contest.Handover;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.story.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Repeats a scenario and prints each run, then the median and the worst.
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description =
        "Repeats a scenario on the lab and prints the median and the worst of its figures.")
public final class MeasureCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 100;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "1..*",
      description =
          "One or more of vip-off, master-off, leader-off, all-off, step, step-one, rolling-update,"
              + " consul-away, prometheus-away and others; a wrong name is answered with all.")
  List<String> names = List.of();

  @Option(names = "--runs", defaultValue = "1", description = "How often (default 1).")
  int runs;

  @Option(
      names = "--autoscaler",
      paramLabel = "WHO",
      description =
          "Has ${COMPLETION-CANDIDATES} scale items, from one instance on, and gives them back"
              + " afterwards. The peer's binary has to be on the nodes (bench/contest).")
  Optional<Contender> autoscaler = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    try (var world = World.open()) {
      if (autoscaler.isEmpty()) {
        return measureAll(world);
      }
      var handover = Handover.to(world, autoscaler.get());
      try {
        return measureAll(world);
      } finally {
        handover.giveBack();
      }
    }
  }

  private int measureAll(World world) throws InterruptedException {
    for (var name : names) {
      measure(name, world);
    }
    return 0;
  }

  private void measure(String name, World world) throws InterruptedException {
    var scenario = Scenarios.named(name);
    var figures = new ArrayList<Figure>();
    for (int run = 1; run <= Math.min(runs, MOST_RUNS); run++) {
      System.out.printf("%s, run %d of %d%n", name, run, runs);
      figures.add(scenario.run(world));
      System.out.println(figures.getLast().line());
    }
    System.out.println(new Measurement(figures).summary().line());
  }
}
