package dev.tripod.deployer.cluster;

import java.nio.file.Path;
import java.util.Optional;

/// The files by which the one who uses the deployer proves himself.
///
/// @param credentials tokens, in JSON
/// @param certificate for the gate; its key is beside it
public record SecretFiles(Path credentials, Path certificate) {

  /// Those that a cluster file names.
  ///
  /// @throws BadFile when a file is missing or holds nonsense
  public static Optional<SecretFiles> named(Path clusterFile) {
    var keys = Keys.read(clusterFile);
    return keys.object().has("credentials")
        ? Optional.of(of(Path.of(keys.text("credentials", "the path of a file with tokens"))))
        : Optional.empty();
  }

  /// With the certificate that they name.
  ///
  /// @param credentials names the certificate beside it
  static SecretFiles of(Path credentials) {
    var certificate = Keys.read(credentials).text("certificate", "the name of a file");
    return new SecretFiles(credentials, credentials.resolveSibling(certificate));
  }

  public Path key() {
    return Path.of(certificate + ".key");
  }
}
