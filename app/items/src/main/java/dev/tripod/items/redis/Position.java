package dev.tripod.items.redis;

import java.util.List;
import java.util.Optional;

/// How far the data of a server have come (adr/0011): in which term its master wrote, and how many
/// batches of writes are counted in them. Who has the higher term, then the higher number, has
/// every write that was answered `ok` up to there; so a client that sends back the position of its
/// write sees that write at any server that has come as far.
///
/// @param term 0 in data that no keeper has signed
public record Position(long term, long seq) {
  /// What every server has come to, and what a write is answered with that nothing counted.
  public static final Position NONE = new Position(0, 0);

  /// Below the largest `long`, and more than is ever counted.
  private static final int MAX_DIGITS = 18;

  private static final char BETWEEN = '-';
  private static final long NO_NUMBER = -1;

  /// What clients have of [#token]; empty when it is none.
  public static Optional<Position> parse(String token) {
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

  /// What Redis has in the two fields, `null` for one that is not there: before the first write
  /// there is no number yet, and without a keeper no term.
  static Position of(List<String> termAndSeq) {
    String term = termAndSeq.get(0);
    String seq = termAndSeq.get(1);
    return term == null
        ? NONE
        : new Position(Long.parseLong(term), seq == null ? 0 : Long.parseLong(seq));
  }

  public boolean isNone() {
    return term == 0;
  }

  /// Whether who is here has every write that was answered `ok` up to the other position.
  boolean reaches(Position other) {
    return term == other.term ? seq >= other.seq : term > other.term;
  }

  /// For clients, at most 37 characters.
  public String token() {
    return term + "-" + seq;
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
