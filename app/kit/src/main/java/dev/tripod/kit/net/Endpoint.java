package dev.tripod.kit.net;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// An API, and what it is called with: a token, and a certificate where it asks for one.
public record Endpoint(URI url, Optional<String> token, Optional<SSLContext> tls) {

  /// One that is reached as the machine reaches any other.
  public Endpoint(URI url, Optional<String> token) {
    this(url, token, Optional.empty());
  }

  /// One that asks for no token.
  public static Endpoint open(URI url) {
    return new Endpoint(url, Optional.empty());
  }

  /// A client for it. With HTTP/1.1, as blocking queries take a connection each.
  public HttpClient.Builder client() {
    var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    tls.ifPresent(builder::sslContext);
    return builder;
  }

  /// Without the token: texts end up in logs.
  @Override
  public String toString() {
    return url.toString();
  }
}
