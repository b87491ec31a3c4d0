package dev.tripod.deployer.cluster;

import java.nio.file.Path;

/// A file that cannot be used; the message names the file, the key, the value and what was
/// expected.
public final class BadFile extends RuntimeException {
  BadFile(Path file, String problem) {
    super(file + ": " + problem);
  }

  static BadFile key(Path file, String key, Object value, String expected) {
    return new BadFile(file, "%s is %s: expected %s".formatted(key, value, expected));
  }
}
