package dev.tripod.scenarios.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Runs a program of the checkout to its end, within a deadline.
public final class Command {
  /// Characters of what a program said, in a failure.
  private static final int LONGEST = 4_000;

  private static final Executor READERS = task -> Thread.ofVirtual().start(task);

  private Command() {}

  public record Output(List<String> command, int exitCode, String out, String err) {
    /// The standard output; fails with what the program said when it did not end with 0.
    public String orFail() {
      if (exitCode != 0) {
        throw new ScenarioFailed(
            "`%s` ended with %d: %s".formatted(String.join(" ", command), exitCode, end(said())));
      }
      return out;
    }

    public String said() {
      return (out + err).strip();
    }

    /// A playbook says a thousand lines before the one that failed.
    private static String end(String text) {
      return text.length() <= LONGEST ? text : "… " + text.substring(text.length() - LONGEST);
    }
  }

  public static Output run(Path directory, Duration deadline, List<String> command)
      throws InterruptedException {
    return run(directory, deadline, command, Map.of());
  }

  /// The same with variables for its environment, such as those that nobody else may see.
  public static Output run(
      Path directory, Duration deadline, List<String> command, Map<String, String> environment)
      throws InterruptedException {
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), READERS);
      var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), READERS);
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new ScenarioFailed(
            "`%s` did not end within %d s"
                .formatted(String.join(" ", command), deadline.toSeconds()));
      }
      return new Output(command, process.exitValue(), out.join(), err.join());
    } catch (IOException cause) {
      throw new ScenarioFailed("`%s` could not be run".formatted(command.getFirst()), cause);
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException closed) {
      return "";
    }
  }
}
