package dev.tripod.keeper;

import java.util.Comparator;

/// How far a data set has come, written into the data itself by the keeper of the master, so that
/// it is replicated and survives restarts with it: the *term* grows with each promotion, the *beat*
/// each second in a term. As with the log of Raft, the higher term has the better data, then the
/// higher beat. A Redis that has neither has no data that counts.
record Position(long term, long beat) implements Comparable<Position> {
  static final Position NONE = new Position(0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::term).thenComparingLong(Position::beat);

  /// Reads what [#toString] wrote.
  static Position parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "position is '%s'; expected term/beat, such as 7/120".formatted(text));
    }
    return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  boolean isNone() {
    return term == 0;
  }

  Position next() {
    return new Position(term, beat + 1);
  }

  /// Whether it has all of `other` but its last `slackBeats` seconds, at most.
  boolean covers(Position other, long slackBeats) {
    return term > other.term || (term == other.term && beat >= other.beat - slackBeats);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return term + "/" + beat;
  }
}
