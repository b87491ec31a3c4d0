package dev.tripod.kit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Nomad makes control groups at the top of each hierarchy, outside of its own group, and leaves
/// them when it ends. Those that were not there before go when the test is over.
final class NomadCgroups {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final List<Path> before = existing();

  private static List<Path> existing() {
    List<Path> found = new ArrayList<>(List.of(ROOT.resolve("nomad.slice")));
    try (Stream<Path> hierarchies = Files.list(ROOT)) {
      hierarchies.map(hierarchy -> hierarchy.resolve("nomad")).forEach(found::add);
    } catch (IOException e) {
      return List.of();
    }
    found.removeIf(group -> !Files.isDirectory(group));
    return found;
  }

  void restore() {
    existing().stream().filter(group -> !before.contains(group)).forEach(NomadCgroups::remove);
  }

  private static void remove(Path group) {
    try (Stream<Path> all = Files.walk(group)) {
      for (Path inner : all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(inner);
      }
    } catch (IOException e) {
      // In use by another agent, of another test run: the one that ends last removes it.
      return;
    }
  }
}
