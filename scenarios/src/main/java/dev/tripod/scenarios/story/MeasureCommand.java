package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;
import java.util.ArrayList;
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
      description =
          "vip-off, master-off, leader-off, all-off, step, step-one, rolling-update, consul-away"
              + " or prometheus-away")
  String name;

  @Option(names = "--runs", defaultValue = "1", description = "How often (default 1).")
  int runs;

  @Override
  public Integer call() throws InterruptedException {
    var scenario = Scenarios.named(name);
    var figures = new ArrayList<Figure>();
    try (var world = World.open()) {
      for (int run = 1; run <= Math.min(runs, MOST_RUNS); run++) {
        System.out.printf("%s, run %d of %d%n", name, run, runs);
        figures.add(scenario.run(world));
        System.out.println(figures.getLast().line());
      }
    }
    System.out.println(new Measurement(figures).summary().line());
    return 0;
  }
}
