package dev.tripod.kit.consul;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.http.client.HttpClient;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.conn.util.PublicSuffixMatcher;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/// Apache's HTTP client with nothing that an agent nearby does not need. Setting up TLS, cookies,
/// their domains and compression cost each starting instance 0.11 s of CPU
/// (docs/adr/0006-consul-client.md).
final class PlainHttpClient {
  private static final int CONNECTIONS = 64;

  private PlainHttpClient() {}

  /// Without retries: a repeated write is the caller's decision.
  static HttpClient create(Optional<SSLContext> tls) {
    return HttpClients.custom()
        .setConnectionManager(connections(tls))
        .setPublicSuffixMatcher(new PublicSuffixMatcher(List.of(), List.of()))
        .disableAutomaticRetries()
        // A connection with a certificate of the caller's would be kept for that caller, and never
        // used again.
        .disableConnectionState()
        .disableCookieManagement()
        .disableContentCompression()
        .build();
  }

  private static HttpClientConnectionManager connections(Optional<SSLContext> tls) {
    var schemes =
        RegistryBuilder.<ConnectionSocketFactory>create()
            .register("http", PlainConnectionSocketFactory.getSocketFactory());
    tls.ifPresent(context -> schemes.register("https", new SSLConnectionSocketFactory(context)));
    var manager = new PoolingHttpClientConnectionManager(schemes.build());
    manager.setDefaultMaxPerRoute(CONNECTIONS);
    manager.setMaxTotal(CONNECTIONS);
    return manager;
  }
}
