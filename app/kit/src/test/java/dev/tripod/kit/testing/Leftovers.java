package dev.tripod.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Nomad leaves when it is ended early: helper processes, and mounts for the secrets of tasks.
final class Leftovers {
  private Leftovers() {}

  /// Removes both.
  ///
  /// @param started what the agent had started when it was still there
  static void remove(List<ProcessHandle> started, Path folder) {
    started.forEach(ProcessHandle::destroyForcibly);
    started.forEach(process -> process.onExit().join());
    unmount(folder);
  }

  /// All that is mounted below the folder.
  static void unmount(Path folder) {
    try {
      List<String> below =
          Files.readAllLines(Path.of("/proc/mounts")).stream()
              .map(line -> line.split(" ", -1)[1])
              .filter(point -> point.startsWith(folder + "/"))
              .toList();
      for (String point : below) {
        new ProcessBuilder("umount", point).inheritIO().start().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
