package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the releases of the programs hold what was built last. It can be known only in the
/// checkout in which they were built, where app/release leaves `build/releases/NAME-DIGEST.tar`, a
/// link to a file beside the folder that it was made of.
record FreshCheck(Path file) implements Check {
  @Override
  public String what() {
    return "releases are fresh";
  }

  @Override
  public List<Finding> look() throws IOException {
    var stale = 0;
    var known = 0;
    for (var release : Releases.read(file).digests().entrySet()) {
      var fresh = fresh(release.getKey(), release.getValue().textValue());
      known += fresh.isPresent() ? 1 : 0;
      stale += fresh.filter(yes -> !yes).isPresent() ? 1 : 0;
    }
    if (known == 0) {
      return List.of(Finding.skipped(what(), "The releases were not built in this folder."));
    }
    return List.of(
        stale == 0
            ? Finding.ok(
                what(), "All %d that can be compared hold what was built.".formatted(known))
            : Finding.warn(
                what(),
                "%d of %d do not hold what was built last.".formatted(stale, known),
                "app/release makes new ones, ansible/release.yml brings them to the nodes."));
  }

  /// Empty when it cannot be known.
  private Optional<Boolean> fresh(String name, String digest) throws IOException {
    var released = released(name, digest);
    var built = built(name);
    return released.isEmpty() || built.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.mismatch(released.get(), built.get()) < 0);
  }

  private Optional<Path> released(String name, String digest) throws IOException {
    var link = file.resolveSibling("releases").resolve("%s-%s.tar".formatted(name, digest));
    if (Files.notExists(link)) {
      return Optional.empty();
    }
    var folder = link.toRealPath().resolveSibling(name + "-" + digest);
    return Optional.of(folder.resolve(name + ".jar")).filter(Files::exists);
  }

  private Optional<Path> built(String name) {
    var root = file.toAbsolutePath().getParent().resolveSibling(".").normalize();
    return Stream.of(root.resolve("app"), root)
        .map(folder -> folder.resolve(name).resolve("target").resolve(name + ".jar"))
        .filter(Files::exists)
        .findFirst();
  }
}
