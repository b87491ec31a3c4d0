package dev.tripod.items;

import dev.tripod.kit.redis.Position;
import java.util.Optional;

/// A position as clients have it: what a change is answered with, and what a read sends back.
final class PositionToken {
  /// Below the largest `long`, and more than is ever counted.
  private static final int MAX_DIGITS = 18;

  private static final char BETWEEN = '-';
  private static final long NO_NUMBER = -1;

  private PositionToken() {}

  /// At most 37 characters.
  static String of(Position position) {
    return position.term() + "-" + position.seq();
  }

  /// Empty when it is none.
  static Optional<Position> parse(String token) {
    int end = token.indexOf(BETWEEN);
    if (end < 0) {
      return Optional.empty();
    }
    long term = number(token, 0, end);
    long seq = number(token, end + 1, token.length());
    return term == NO_NUMBER || seq == NO_NUMBER
        ? Optional.empty()
        : Optional.of(new Position(term, seq));
  }

  /// From one index up to another: digits alone, some of them and not too many.
  private static long number(String text, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      return NO_NUMBER;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return NO_NUMBER;
      }
      number = 10 * number + (digit - '0');
    }
    return number;
  }
}
