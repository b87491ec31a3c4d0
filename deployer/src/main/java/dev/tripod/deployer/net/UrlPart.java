package dev.tripod.deployer.net;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A name as a part of a path, or as a value in a query.
public final class UrlPart {
  private UrlPart() {}

  /// A space is %20, which is understood in both; a plus is one only in a query.
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
