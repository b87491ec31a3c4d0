package dev.tripod.deployer.cluster;

import java.nio.file.Path;
import java.util.Optional;

/// The tokens of the one who uses the deployer.
public record Credentials(Optional<String> nomad, Optional<String> consul) {
  /// For a cluster without access control.
  public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

  /// Reads the file that `site.yml` wrote for a role; only its owner can.
  ///
  /// @throws BadFile when it is missing or holds no tokens
  static Credentials read(Path file) {
    var keys = Keys.read(file);
    return new Credentials(
        Optional.of(keys.text("nomad_token", "a token")),
        Optional.of(keys.text("consul_token", "a token")));
  }

  /// Without the tokens: texts end up in logs.
  @Override
  public String toString() {
    return "Credentials";
  }
}
