package dev.tripod.kit.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// What every answer tells a browser: take it for what its type says, and tell no other site where
/// the reader came from.
final class SecurityHeaders {
  private static final HttpField[] ALL = {
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
    new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
  };

  private SecurityHeaders() {}

  static void put(HttpFields.Mutable response) {
    for (HttpField field : ALL) {
      response.put(field);
    }
  }
}
