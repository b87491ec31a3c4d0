package dev.tripod.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A child process with its output in a file, ended for sure at the end of the test, also when the
/// test's JVM is told to stop.
public final class LocalProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Process process;
  private final Path log;
  private final Thread guard;

  private LocalProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.guard = new Thread(process::destroyForcibly);
  }

  public static LocalProcess start(Path folder, List<String> command) {
    try {
      Path log = folder.resolve("output.log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      LocalProcess started = new LocalProcess(process, log);
      Runtime.getRuntime().addShutdownHook(started.guard);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot start " + command.getFirst() + "; is it installed?", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// What the process has started, and what that has started.
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /// Like a power cut: no goodbye. Returns when the process is gone.
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Stops the process without ending it: it keeps its sockets and answers nothing.
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  /// What the process has printed.
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(guard);
  }
}
