package dev.tripod.scenarios.load;

import dev.tripod.kit.net.Authority;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

/// Where clients go, and whom they trust that it is that.
///
/// @param authority the file of the certificate authority; without one, the machine's own
///     authorities are trusted
public record Site(URI url, Optional<Path> authority) {
  static {
    // HAProxy closes what was idle for 10 s (http-keep-alive). A POST that meets that close is not
    // sent again by this client, so it closes first; read once, when the first client is made.
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
  }

  /// HTTP/1.1, as the load is: one connection for each request at a time.
  HttpClient client() {
    var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    authority.map(Authority::trusted).ifPresent(builder::sslContext);
    return builder.build();
  }
}
