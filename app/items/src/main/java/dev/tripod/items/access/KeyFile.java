package dev.tripod.items.access;

import dev.tripod.kit.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys in a file, which may change while the service runs: a key is good, or no longer good,
/// one second after at the latest, and nothing has to be started again. A version that cannot be
/// read or holds a malformed line changes nothing, and the log says why.
final class KeyFile {
  static final String VARIABLE = "API_KEYS_FILE";
  static final int MAX_BYTES = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// What tells a version of the file from another; a file that is not there is a version too.
  private record Version(FileTime modified, long bytes, Object file) {
    static final Version ABSENT = new Version(FileTime.fromMillis(0), 0, "none");

    static Version of(Path path) {
      try {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Version(
            attributes.lastModifiedTime(), attributes.size(), "" + attributes.fileKey());
      } catch (IOException _) {
        return ABSENT;
      }
    }
  }

  private final Path path;
  private final AtomicLong lookAtNanos;
  private volatile Version seen;
  private volatile ApiKeys keys;

  private KeyFile(Path path) {
    this.path = path;
    this.seen = Version.of(path);
    this.keys = read(path);
    this.lookAtNanos = new AtomicLong(System.nanoTime() + LOOK_EVERY.toNanos());
  }

  /// @throws ConfigException when the file cannot be read or holds a malformed line
  static KeyFile open(Path path) {
    return new KeyFile(path);
  }

  /// Whose key this is; empty when nobody's.
  Optional<ApiKey> find(String key) {
    lookForAnotherVersion();
    return keys.find(key);
  }

  int size() {
    return keys.size();
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /// One caller looks; the others go on with what is known.
  private void lookForAnotherVersion() {
    long lookAt = lookAtNanos.get();
    long now = System.nanoTime();
    if (now - lookAt < 0 || !lookAtNanos.compareAndSet(lookAt, now + LOOK_EVERY.toNanos())) {
      return;
    }
    Version version = Version.of(path);
    if (!version.equals(seen)) {
      seen = version;
      readAgain();
    }
  }

  private void readAgain() {
    try {
      keys = read(path);
      LOG.info("{} changed: {} API keys", path, keys.size());
    } catch (ConfigException failure) {
      LOG.error("the {} API keys known so far stay: {}", keys.size(), failure.getMessage());
    }
  }

  private static ApiKeys read(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] bytes = file.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refusal(path, "at most %d bytes".formatted(MAX_BYTES));
      }
      return ApiKeys.parse(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    } catch (IllegalArgumentException malformed) {
      throw refusal(path, malformed.getMessage());
    } catch (IOException failure) {
      throw refusal(path, "a file that can be read, but there is " + failure);
    }
  }

  private static ConfigException refusal(Path path, String expected) {
    return new ConfigException(VARIABLE, path.toString(), expected);
  }
}
