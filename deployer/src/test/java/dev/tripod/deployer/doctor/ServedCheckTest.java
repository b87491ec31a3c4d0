package dev.tripod.deployer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tripod.deployer.cluster.SecretFiles;
import dev.tripod.kit.net.Authority;
import dev.tripod.kit.testing.FreePorts;
import dev.tripod.kit.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates as a server shows them that asks for ours.
class ServedCheckTest {
  @TempDir Path folder;
  private TestAuthority authority;

  @BeforeEach
  void found() throws IOException, InterruptedException {
    authority = new TestAuthority(folder, "authority");
  }

  @Test
  void oneThatExpiresSoonIsAWarning() throws Exception {
    var findings = served(authority.certify("server", "/CN=server"), "127.0.0.1");

    assertThat(findings).extracting(Finding::level).containsExactly(Level.WARN, Level.OK);
    assertThat(findings.getFirst().sentence()).startsWith("It is good for 0 more days, until ");
    assertThat(findings.getLast().sentence()).isEqualTo("It is for 127.0.0.1.");
  }

  @Test
  void oneThatHasExpiredFails() throws Exception {
    var findings = served(authority.certifyExpired("server", "/CN=server"), "127.0.0.1");

    assertThat(findings.getFirst().level()).isEqualTo(Level.FAIL);
    assertThat(findings.getFirst().sentence()).startsWith("It has expired, at ");
    assertThat(findings.getFirst().next()).contains("ansible/site.yml");
  }

  @Test
  void oneForAnotherHostFails() throws Exception {
    var findings = served(authority.certify("server", "/CN=server"), "127.0.0.2");

    assertThat(findings.getLast().level()).isEqualTo(Level.FAIL);
    assertThat(findings.getLast().sentence())
        .isEqualTo("It is not for 127.0.0.2, but for [127.0.0.1].");
  }

  @Test
  void whereNobodyListensThereIsNone() throws Exception {
    var url = URI.create("https://127.0.0.1:" + FreePorts.one());

    var finding = new ServedCheck("certificate", url).look().getFirst();

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.sentence()).isEqualTo(url + " shows none: the connection is refused.");
  }

  @Test
  void withoutTlsThereIsNothingToLookAt() throws Exception {
    var url = URI.create("http://127.0.0.1");

    assertThat(new ServedCheck("certificate", url).look())
        .extracting(Finding::level)
        .containsExactly(Level.SKIPPED);
  }

  @Test
  void ourOwn() throws Exception {
    var good = new SecretFiles(folder, authority.certify("me", "/OU=role/CN=me"));
    var expired = new SecretFiles(folder, authority.certifyExpired("old", "/OU=role/CN=me"));

    assertThat(own(Optional.of(good))).isEqualTo(Level.WARN);
    assertThat(own(Optional.of(expired))).isEqualTo(Level.FAIL);
    assertThat(own(Optional.empty())).isEqualTo(Level.SKIPPED);
  }

  private static Level own(Optional<SecretFiles> files) throws Exception {
    return new OwnCertificateCheck(files).look().getFirst().level();
  }

  private List<Finding> served(Path certificate, String host) throws Exception {
    var tls = Authority.trusted(authority.pem(), certificate);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            var asked = tls.getDefaultSSLParameters();
            asked.setNeedClientAuth(true);
            parameters.setSSLParameters(asked);
          }
        });
    server.start();
    try {
      var url = URI.create("https://%s:%d".formatted(host, server.getAddress().getPort()));
      return new ServedCheck("certificate", url).look();
    } finally {
      server.stop(0);
    }
  }
}
