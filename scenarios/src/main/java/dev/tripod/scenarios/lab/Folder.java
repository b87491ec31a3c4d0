package dev.tripod.scenarios.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder of a scenario's own with job files in `jobs`; it goes when the scenario ends.
public record Folder(Path path) implements AutoCloseable {
  private static final String SUFFIX = ".nomad.hcl";

  public static Folder create() {
    try {
      var folder = Files.createTempDirectory("tripod-scenario");
      Files.createDirectory(folder.resolve("jobs"));
      return new Folder(folder);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// One with the job files of a checkout.
  public static Folder of(Checkout checkout) {
    var folder = create();
    try (var files = Files.list(checkout.root().resolve("jobs"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.path.resolve("jobs").resolve(file.getFileName()));
      }
      return folder;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public void job(String name, String hcl) {
    try {
      Files.writeString(file(name), hcl);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Changes a part of a job file, which must be there.
  public void change(String name, String text, String other) {
    try {
      var hcl = Files.readString(file(name));
      if (!hcl.contains(text)) {
        throw new ScenarioFailed("the job %s has no %s".formatted(name, text));
      }
      job(name, hcl.replace(text, other));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private Path file(String name) {
    return path.resolve("jobs").resolve(name + SUFFIX);
  }

  @Override
  public void close() {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
