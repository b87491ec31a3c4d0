package dev.tripod.scenarios.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The deployer as a person runs it, in a folder with the job files in `jobs`.
public final class Deployer {
  private static final Duration DEADLINE = Duration.ofMinutes(6);

  private static final String SAID = "said.txt";

  private final Checkout checkout;
  private final Path folder;

  /// One that is run in a folder.
  ///
  /// @param folder with the job files in `jobs`
  public Deployer(Checkout checkout, Path folder) {
    this.checkout = checkout;
    this.folder = folder;
  }

  public Command.Output run(List<String> verb) throws InterruptedException {
    return run(verb, checkout.clusterFile());
  }

  /// Runs a verb to its end.
  ///
  /// @param cluster the cluster file to go by
  public Command.Output run(List<String> verb, Path cluster) throws InterruptedException {
    return together(folder, command(verb, cluster), Map.of());
  }

  /// Starts it and kills it after a while, wherever it is then.
  ///
  /// @return whether it ran still
  public boolean killed(List<String> verb, Duration after) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command(verb, checkout.clusterFile()))
              .directory(folder.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var ended = process.waitFor(after);
      process.destroyForcibly().waitFor();
      return !ended;
    } catch (IOException cause) {
      throw new ScenarioFailed("the deployer could not be started", cause);
    }
  }

  private List<String> command(List<String> verb, Path cluster) {
    var releases = checkout.clusterFile().resolveSibling("releases.json");
    var arguments = new ArrayList<>(verb);
    arguments.addAll(List.of("--cluster", cluster.toString(), "--releases", releases.toString()));
    return checkout.deployer(arguments);
  }

  /// As a person sees it: both streams, line after line, which [#said] tells meanwhile.
  public static Command.Output together(
      Path folder, List<String> command, Map<String, String> environment)
      throws InterruptedException {
    var merged = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >%s 2>&1".formatted(SAID), "sh"));
    merged.addAll(command);
    var exitCode = Command.run(folder, DEADLINE, merged, environment).exitCode();
    return new Command.Output(command, exitCode, said(folder), "");
  }

  /// What the command that was started last in a folder said until now.
  public static String said(Path folder) {
    try {
      var file = folder.resolve(SAID);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
