package dev.tripod.scenarios.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The checkout that this program belongs to, and what of it scenarios use.
public record Checkout(Path root) {
  private static final Duration BUILDING_A_TOOL = Duration.ofMinutes(10);

  /// Looks upward from the working directory: Maven runs tests in the module's folder, `make` in
  /// the root.
  public static Checkout find() {
    var start = Path.of("").toAbsolutePath();
    for (var folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("lab/lab"))) {
        return new Checkout(folder);
      }
    }
    throw new ScenarioFailed("no lab/lab in " + start + " or above: run this inside a checkout");
  }

  public Path clusterFile() {
    return root.resolve("build/cluster.json");
  }

  /// The deployer as a person runs it, who has built it. So it takes half the CPU of its jar alone,
  /// and leaves that to what is measured.
  ///
  /// @return the command
  List<String> deployer(List<String> arguments) {
    if (!Files.exists(root.resolve("deployer/target/deployer.jar"))) {
      throw new ScenarioFailed("the deployer is missing in " + root + ": `make build` builds it");
    }
    var command = new ArrayList<>(List.of(root.resolve("tools/deployer").toString()));
    command.addAll(arguments);
    return command;
  }

  /// Runs a playbook as operators do, and returns how long it took.
  ///
  /// @param play the playbook's name, and what else is said to it
  public Duration play(Duration atMost, String... play) throws InterruptedException {
    long begun = System.nanoTime();
    var command = new ArrayList<>(List.of("ansible-playbook"));
    command.addAll(List.of(play));
    Command.run(root.resolve("ansible"), atMost, command).orFail();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// The path of a pinned tool, built now if it never was.
  public Path tool(String name) throws InterruptedException {
    var get = List.of(root.resolve("tools/get").toString(), name);
    return Path.of(Command.run(root, BUILDING_A_TOOL, get).orFail().strip());
  }
}
