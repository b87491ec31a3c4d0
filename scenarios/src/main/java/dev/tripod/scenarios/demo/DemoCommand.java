package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Load;
import dev.tripod.scenarios.load.Summary;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Load that rises and falls, and what the cluster makes of it, second by second.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Sends load that rises and falls, and shows how the counts follow it.")
public final class DemoCommand implements Callable<Integer> {
  private static final String PREFIX = "demo";

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "25,125,225,350",
      description = "Requests/s on the way up, the last is the peak (default ${DEFAULT-VALUE}).")
  List<Integer> rates;

  @Option(
      names = "--hold",
      defaultValue = "PT26S",
      description = "How long each rate is held (default ${DEFAULT-VALUE}).")
  Duration hold;

  @Option(
      names = "--settle",
      defaultValue = "PT2M",
      description = "How long the counts may take to come back (default ${DEFAULT-VALUE}).")
  Duration settle;

  @Option(
      names = "--keys",
      defaultValue = "300",
      description = "Keys that are read in turn (default ${DEFAULT-VALUE}).")
  int keys;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() throws InterruptedException {
    try (var world = World.open()) {
      var curve = Curve.upAndDown(rates, hold);
      int minItems = Scaled.ITEMS.minimum(world.nomad());
      int minReplicas = Scaled.REPLICAS.minimum(world.nomad());
      var urls = world.items().seed(PREFIX, keys);
      // The counts may still be on their way back from what went before.
      world.awaitCalm(Scaled.ITEMS, minItems, settle);
      world.awaitCalm(Scaled.REPLICAS, minReplicas, settle);
      announce(curve, minItems, minReplicas);
      var begun = Instant.now();
      try (var load = Load.start(world.generator(), urls, curve.stages())) {
        var watch = new Watch(world, load, curve, begun);
        var rows = watch.until(minItems, minReplicas, settle, Screen.on(out));
        var samples = load.await();
        int errors = Summary.of(samples).errors();
        var verdict = Verdict.of(rows, minItems, minReplicas, errors);
        new Report(out).print(curve, begun, samples, verdict, new Decisions(world.nomad()));
        world.items().unseed(PREFIX, keys);
        return verdict.complaints().isEmpty() ? 0 : 1;
      }
    }
  }

  private void announce(Curve curve, int minItems, int minReplicas) {
    out.printf(
        "Load through the VIP: %s requests/s and back, %d s in all. Minimum: items %d, read replicas %d.%n%n",
        rates.stream().map(String::valueOf).reduce((a, b) -> a + " > " + b).orElseThrow(),
        curve.duration().toSeconds(),
        minItems,
        minReplicas);
  }
}
