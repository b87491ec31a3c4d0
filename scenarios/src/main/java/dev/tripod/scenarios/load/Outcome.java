package dev.tripod.scenarios.load;

import java.util.Locale;

/// What became of a write, as far as its writer was told.
public enum Outcome {
  /// The store said that it is kept.
  ACKNOWLEDGED,
  /// The store said that nothing was written, or nothing was sent.
  REFUSED,
  /// No answer, or one that says neither: it may be kept, or become so later, or not.
  UNKNOWN;

  private static final int OK = 200;
  private static final String UNWRITTEN = "nothing was written";

  /// Of the answer of the items API. Whatever is in doubt is unknown, so that no write is
  /// taken for one that cannot appear.
  static Outcome of(int status, String body) {
    if (status == OK) {
      return ACKNOWLEDGED;
    }
    boolean unwritten = body.toLowerCase(Locale.ROOT).contains(UNWRITTEN);
    return status / 100 == 4 || unwritten ? REFUSED : UNKNOWN;
  }
}
