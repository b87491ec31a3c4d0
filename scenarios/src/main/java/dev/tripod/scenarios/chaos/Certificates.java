package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.SigningAuthority;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.time.Instant;

/// A machine's certificate has expired, and nobody noticed until its agents started again: what
/// is connected already is not asked for it.
final class Certificates {
  /// As long as site.yml would have it.
  private static final Duration VALID = Duration.ofDays(365);

  private static final Duration AGO = Duration.ofDays(1);

  private Certificates() {}

  static Fault expired(Machines.Finder finder) {
    return (world, _) -> {
      int node = finder.find(world);
      var certificate = NodeCertificate.OF_AGENTS;
      var expired = expired(world, world.lab().ssh(node, certificate.request()));
      return Blow.lasting(
          "the certificate of node%d has expired, and its Consul and Nomad start".formatted(node),
          () -> world.lab().ssh(node, certificate.replace(expired)),
          () -> world.lab().ssh(node, certificate.restore()));
    };
  }

  private static String expired(World world, String request) throws InterruptedException {
    var authority = SigningAuthority.read(world.cluster().credentials().getParent());
    return expired(authority, request, Instant.now());
  }

  /// A certificate that was good until yesterday.
  static String expired(SigningAuthority authority, String request, Instant now)
      throws InterruptedException {
    var end = now.minus(AGO);
    return authority.sign(request, end.minus(VALID), end);
  }
}
