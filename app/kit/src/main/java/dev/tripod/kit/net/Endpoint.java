package dev.tripod.kit.net;

import java.net.URI;
import java.util.Optional;

/// An API, and the token that it is called with, if any.
public record Endpoint(URI url, Optional<String> token) {

  /// One that asks for no token.
  public static Endpoint open(URI url) {
    return new Endpoint(url, Optional.empty());
  }

  /// Without the token: texts end up in logs.
  @Override
  public String toString() {
    return url.toString();
  }
}
