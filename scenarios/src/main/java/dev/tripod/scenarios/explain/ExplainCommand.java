package dev.tripod.scenarios.explain;

import dev.tripod.scenarios.lab.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes down what the deployer says to each trial, and its peer beside it.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Submits jobs that fail in every way, and prints what the deployer says.")
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TRIAL", description = "Names of trials (default: all).")
  List<String> names = List.of();

  @Option(names = "--peer", description = "Prints what `nomad job` says to the same, too.")
  boolean peer;

  @Override
  public Integer call() throws InterruptedException, IOException {
    var folder = Files.createTempDirectory("tripod-explain");
    try (var world = World.open()) {
      world.ready();
      var trying = new Trying(world, folder);
      for (var trial : Trials.all()) {
        if (names.isEmpty() || names.contains(trial.name())) {
          print(trying, trial);
        }
      }
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void print(Trying trying, Trial trial) throws InterruptedException {
    System.out.println("### " + trial.name() + "\n");
    System.out.println(trying.deployer(trial).markdown());
    if (peer && trial.aboutTheJob()) {
      System.out.println(trying.nomad(trial).markdown());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
