package dev.tripod.kit.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A cluster's certificate authority, as a file of PEM certificates.
public final class Authority {
  private Authority() {}

  /// TLS that trusts this authority and no other.
  ///
  /// @throws IllegalArgumentException when the file cannot be read or holds no certificate
  public static SSLContext trusted(Path pem) {
    try {
      return context(pem, null);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s is not a file of PEM certificates: %s".formatted(pem, e.getMessage()), e);
    }
  }

  /// The same, as one who has a certificate.
  ///
  /// @param certificate the file; the key is beside it, with `.key` appended
  /// @throws IllegalArgumentException when a file cannot be read or holds something else
  public static SSLContext trusted(Path pem, Path certificate) {
    try {
      return context(pem, Identity.of(certificate));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s and %s (with its .key) are not certificates: %s"
              .formatted(pem, certificate, e.getMessage()),
          e);
    }
  }

  private static SSLContext context(Path pem, KeyManager[] identity)
      throws IOException, GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates(pem));
    var context = SSLContext.getInstance("TLS");
    context.init(identity, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore certificates(Path pem) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream file = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("authority " + store.size(), certificate);
      }
    }
    if (store.size() == 0) {
      throw new IOException("it holds none");
    }
    return store;
  }
}
