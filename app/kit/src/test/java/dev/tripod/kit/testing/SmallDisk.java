package dev.tripod.kit.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A small file system in memory, which can be filled to its last byte. It is unmounted at the end
/// of the test, also when the test's JVM is told to stop.
public final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "32m";
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path parent;
  private final Path folder;
  private final Thread guard;

  private SmallDisk(Path parent) throws IOException {
    this.parent = parent;
    this.folder = Files.createDirectory(parent.resolve("disk"));
    this.guard = new Thread(() -> Leftovers.unmount(parent));
  }

  /// Empty where nothing may be mounted, as without root.
  public static Optional<SmallDisk> mount() {
    try {
      SmallDisk disk = new SmallDisk(TestFolders.create("disk"));
      Runtime.getRuntime().addShutdownHook(disk.guard);
      Process mount =
          new ProcessBuilder(
                  "mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (mount.waitFor() == 0) {
        return Optional.of(disk);
      }
      disk.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  public Path folder() {
    return folder;
  }

  /// Nobody else can write another byte there.
  public void fill() {
    try (OutputStream filler = Files.newOutputStream(filler())) {
      byte[] block = new byte[BLOCK_BYTES];
      while (folder.toFile().getUsableSpace() > 0) {
        filler.write(block);
      }
    } catch (IOException full) {
      if (folder.toFile().getUsableSpace() > 0) {
        throw new UncheckedIOException(full);
      }
    }
  }

  public void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    Leftovers.unmount(parent);
    TestFolders.delete(parent);
    Runtime.getRuntime().removeShutdownHook(guard);
  }
}
