package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.testing.TestAuthority;
import dev.tripod.scenarios.lab.Command;
import dev.tripod.scenarios.lab.SigningAuthority;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With openssl, and an authority like the cluster's.
class CertificatesTest {
  /// The extension with the names.
  private static final String NAMES = "2.5.29.17";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir Path folder;

  @Test
  void anotherCertificateOfTheSameKeyAndNamesHasExpired() throws Exception {
    var authority = new TestAuthority(folder, "authority");
    var present = authority.certify("node1", "/OU=node/CN=node1");
    var request = sh(new NodeCertificate(present.toString()).request());

    var pem = Certificates.expired(signing(authority), request, now);

    var right = certificate(Files.readString(present));
    var expired = certificate(pem);
    assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
    assertThat(expired.getNotAfter()).isEqualTo(Date.from(now.minus(Duration.ofDays(1))));
    expired.checkValidity(Date.from(now.minus(Duration.ofDays(2))));
    expired.verify(certificate(Files.readString(authority.pem())).getPublicKey());
    assertThat(expired.getPublicKey()).isEqualTo(right.getPublicKey());
    assertThat(expired.getSubjectX500Principal()).isEqualTo(right.getSubjectX500Principal());
    assertThat(expired.getIssuerX500Principal()).isEqualTo(right.getIssuerX500Principal());
    assertThat(extensions(expired)).isEqualTo(extensions(right)).containsKey(NAMES);
  }

  @Test
  void whatSignsDoesNotShowItsKey() throws Exception {
    assertThat(signing(new TestAuthority(folder, "authority")).toString())
        .doesNotContain("PRIVATE KEY");
  }

  private static SigningAuthority signing(TestAuthority authority) throws Exception {
    return new SigningAuthority(
        authority.pem(), Files.readString(Path.of(authority.pem() + ".key")));
  }

  private String sh(String command) throws InterruptedException {
    return Command.run(folder, Duration.ofSeconds(10), List.of("sh", "-c", command)).orFail();
  }

  private static Map<String, String> extensions(X509Certificate certificate) {
    var values = new HashMap<String, String>();
    for (var ids :
        List.of(
            certificate.getNonCriticalExtensionOIDs(), certificate.getCriticalExtensionOIDs())) {
      ids.forEach(
          id -> values.put(id, HexFormat.of().formatHex(certificate.getExtensionValue(id))));
    }
    return values;
  }

  private static X509Certificate certificate(String pem) throws Exception {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
  }
}
