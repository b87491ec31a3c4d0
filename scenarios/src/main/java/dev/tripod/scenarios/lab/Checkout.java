package dev.tripod.scenarios.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  public Path deployer() {
    return root.resolve("deployer/target/deployer.jar");
  }

  /// The path of a pinned tool, built now if it never was.
  public Path tool(String name) throws InterruptedException {
    var get = List.of(root.resolve("tools/get").toString(), name);
    return Path.of(Command.run(root, BUILDING_A_TOOL, get).orFail().strip());
  }
}
