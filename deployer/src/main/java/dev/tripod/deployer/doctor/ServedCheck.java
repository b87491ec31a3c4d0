package dev.tripod.deployer.doctor;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;

/// The certificates that a server shows.
record ServedCheck(String what, URI url) implements Check {
  @Override
  public List<Finding> look() throws GeneralSecurityException {
    if (!url.getScheme().equals("https")) {
      return List.of(Finding.skipped(what, "%s is without TLS.".formatted(url)));
    }
    try {
      var chain = ServedChain.of(url.getHost(), Checks.port(url));
      return List.of(
          Certificate.lifetime(what, chain, Instant.now()),
          Certificate.host(what, chain.getFirst(), url.getHost()));
    } catch (IOException e) {
      return List.of(
          Finding.fail(
              what,
              "%s shows none: %s.".formatted(url, Faults.words(e)),
              "Does the cluster answer? `deployer status` tells."));
    }
  }
}
