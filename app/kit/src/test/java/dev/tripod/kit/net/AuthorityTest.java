package dev.tripod.kit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that asks who calls, and those who call it.
class AuthorityTest {
  private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private TestAuthority authority;
  private Path me;
  private HttpServer server;
  private URI url;

  /// Whence each call came: calls of one connection have one address.
  private final List<InetSocketAddress> callers = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws IOException, InterruptedException {
    authority = new TestAuthority(folder, "authority");
    me = authority.certify("me", "/OU=role/CN=me");
    var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(asking(Authority.trusted(authority.pem(), me)));
    https.createContext(
        "/",
        exchange -> {
          callers.add(exchange.getRemoteAddress());
          exchange.sendResponseHeaders(200, NOTHING.length);
          exchange.getResponseBody().write(NOTHING);
          exchange.close();
        });
    https.start();
    server = https;
    url = URI.create("https://127.0.0.1:" + https.getAddress().getPort());
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void whoHasACertificateOfTheAuthorityIsLetIn() throws IOException, InterruptedException {
    assertThat(statusAs(Authority.trusted(authority.pem(), me))).isEqualTo(200);
  }

  @Test
  void theConsulClientShowsItToo() {
    var tls = Optional.of(Authority.trusted(authority.pem(), me));
    var consul = new Consul(new Endpoint(url, Optional.empty(), tls));

    assertThat(consul.services().passing("items")).isEmpty();
  }

  /// A handshake in which both show a certificate is dear.
  @Test
  void theConsulClientUsesAConnectionAgain() {
    var tls = Optional.of(Authority.trusted(authority.pem(), me));
    var services = new Consul(new Endpoint(url, Optional.empty(), tls)).services();

    services.passing("items");
    services.passing("items");

    assertThat(callers).hasSize(2).containsOnly(callers.getFirst());
  }

  @Test
  void whoHasNoneIsNot() {
    assertThatThrownBy(() -> statusAs(Authority.trusted(authority.pem())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whoHasOneOfAnotherAuthorityIsNot() throws IOException, InterruptedException {
    var stranger = new TestAuthority(folder, "other").certify("stranger", "/OU=role/CN=me");

    assertThatThrownBy(() -> statusAs(Authority.trusted(authority.pem(), stranger)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aServerOfAnotherAuthorityIsNotTrusted() throws IOException, InterruptedException {
    var other = new TestAuthority(folder, "other");

    assertThatThrownBy(() -> statusAs(Authority.trusted(other.pem(), me)))
        .hasMessageContaining("certification path");
  }

  @Test
  void filesThatAreSomethingElseAreNamed() throws IOException {
    var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");

    assertThatThrownBy(() -> Authority.trusted(authority.pem(), nonsense))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense.pem");
  }

  private int statusAs(SSLContext tls) throws IOException, InterruptedException {
    try (var client = new Endpoint(url, Optional.empty(), Optional.of(tls)).client().build()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).statusCode();
    }
  }

  private static HttpsConfigurator asking(SSLContext tls) {
    return new HttpsConfigurator(tls) {
      @Override
      public void configure(HttpsParameters parameters) {
        var asked = tls.getDefaultSSLParameters();
        asked.setNeedClientAuth(true);
        parameters.setSSLParameters(asked);
      }
    };
  }
}
