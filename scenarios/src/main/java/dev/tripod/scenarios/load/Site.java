package dev.tripod.scenarios.load;

import dev.tripod.kit.net.Authority;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

/// Where clients go, and whom they trust that it is that.
///
/// @param authority the file of the certificate authority; without one, the machine's own are
// trusted
public record Site(URI url, Optional<Path> authority) {

  /// HTTP/1.1, as the load is: one connection for each request at a time.
  HttpClient client() {
    var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    authority.map(Authority::trusted).ifPresent(builder::sslContext);
    return builder.build();
  }
}
