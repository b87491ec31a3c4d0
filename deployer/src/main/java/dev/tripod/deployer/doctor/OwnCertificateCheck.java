package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The certificate by which we are known at the gate.
record OwnCertificateCheck(Optional<SecretFiles> files) implements Check {
  @Override
  public String what() {
    return "our certificate";
  }

  @Override
  public List<Finding> look() throws IOException, CertificateException {
    if (files.isEmpty()) {
      return List.of(Finding.skipped(what(), "The cluster file names no credentials."));
    }
    try (var pem = Files.newInputStream(files.get().certificate())) {
      var chain =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList();
      return List.of(Certificate.lifetime(what(), chain, Instant.now()));
    }
  }
}
