package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The cluster file can be read. It names secrets and holds none, so only the files that it names
/// must be their owner's alone.
record FilesCheck(Path clusterFile, Optional<SecretFiles> secrets) implements Check {
  @Override
  public String what() {
    return "cluster file";
  }

  @Override
  public List<Finding> look() throws IOException {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.ok(what(), clusterFile + " is complete."));
    if (secrets.isEmpty()) {
      findings.add(Finding.skipped("credentials", clusterFile + " names none."));
      return findings;
    }
    for (var file : List.of(secrets.get().credentials(), secrets.get().key())) {
      findings.add(secret(file, Files.getPosixFilePermissions(file)));
    }
    return findings;
  }

  static Finding secret(Path file, Set<PosixFilePermission> permissions) {
    var others =
        Stream.of(PosixFilePermission.values())
            .filter(one -> !one.name().startsWith("OWNER"))
            .anyMatch(permissions::contains);
    return others
        ? Finding.fail(
            "credentials",
            "%s is open to others (%s)."
                .formatted(file, PosixFilePermissions.toString(permissions)),
            "chmod 600 %s; if others may have read it, make new ones.".formatted(file))
        : Finding.ok("credentials", file + " is its owner's alone.");
  }
}
