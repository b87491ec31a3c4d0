package dev.tripod.deployer.cluster;

import dev.tripod.kit.net.Authority;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// What the one who uses the deployer proves himself with: a certificate at the gate, and tokens.
public record Credentials(
    Optional<SSLContext> tls, Optional<String> nomad, Optional<String> consul) {
  /// For a cluster without access control.
  public static final Credentials NONE =
      new Credentials(Optional.empty(), Optional.empty(), Optional.empty());

  /// Reads the file that `site.yml` wrote for a role; only its owner can.
  ///
  /// @param authority the file of the cluster's certificate authority
  /// @throws BadFile when it is missing or holds no tokens
  static Credentials read(Path file, Path authority) {
    var keys = Keys.read(file);
    var certificate = file.resolveSibling(keys.text("certificate", "the name of a file"));
    return new Credentials(
        Optional.of(tls(file, authority, certificate)),
        Optional.of(keys.text("nomad_token", "a token")),
        Optional.of(keys.text("consul_token", "a token")));
  }

  private static SSLContext tls(Path file, Path authority, Path certificate) {
    try {
      return Authority.trusted(authority, certificate);
    } catch (IllegalArgumentException e) {
      throw new BadFile(file, e.getMessage());
    }
  }

  /// Without the tokens: texts end up in logs.
  @Override
  public String toString() {
    return "Credentials";
  }
}
