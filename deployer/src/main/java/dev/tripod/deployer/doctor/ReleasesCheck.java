package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.Releases;
import java.nio.file.Path;
import java.util.List;

/// Whether it is known what was released.
record ReleasesCheck(Path file) implements Check {
  @Override
  public String what() {
    return "releases";
  }

  @Override
  public List<Finding> look() {
    var names = Releases.read(file).digests().keySet();
    return List.of(
        names.isEmpty()
            ? Finding.warn(
                what(),
                file + " is missing or names no release.",
                "`make build` writes it, ansible/release.yml brings them to the nodes; or --releases.")
            : Finding.ok(
                what(),
                "%s names %d: %s.".formatted(file, names.size(), String.join(", ", names))));
  }
}
