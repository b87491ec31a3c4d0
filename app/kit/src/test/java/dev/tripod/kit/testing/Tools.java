package dev.tripod.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The programs of `tools/`, found in the folder that the environment variable `TRIPOD_TOOLS`
/// names, or built or found by the repository's `tools/get`.
public final class Tools {
  private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

  private Tools() {}

  /// Where the program is. Builds it if need be, which takes minutes the first time.
  public static Path path(String name) {
    return FOUND.computeIfAbsent(name, Tools::find);
  }

  private static Path find(String name) {
    String folder = System.getenv("TRIPOD_TOOLS");
    if (folder != null && Files.isExecutable(Path.of(folder, name))) {
      return Path.of(folder, name);
    }
    return get(repository().resolve("tools/get"), name);
  }

  private static Path repository() {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isExecutable(at.resolve("tools/get"))) {
        return at;
      }
    }
    throw new IllegalStateException(
        "No tools/get in %s or above; set TRIPOD_TOOLS to a folder with the programs"
            .formatted(start));
  }

  private static Path get(Path script, String name) {
    try {
      Process process =
          new ProcessBuilder(script.toString(), name)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0 || !Files.isExecutable(Path.of(output))) {
        throw new IllegalStateException(
            "%s %s ended with %d and printed '%s'; expected the path of a program"
                .formatted(script, name, process.exitValue(), output));
      }
      return Path.of(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + script + " was running", e);
    }
  }
}
