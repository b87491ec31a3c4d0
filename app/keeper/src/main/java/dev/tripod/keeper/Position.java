package dev.tripod.keeper;

import java.util.Comparator;

/// How far a data set has come, written into the data itself, so that it is replicated and survives
/// restarts with it. The *term* grows with each promotion and is written by the keeper of the new
/// master; *seq* grows with each batch of writes, and is written by who writes, behind the changes.
/// As with the log of Raft, who has the higher term, then the higher seq, has every write that was
/// answered `ok` up to there. A Redis without a term has no data that counts.
record Position(long term, long seq) implements Comparable<Position> {
  static final Position NONE = new Position(0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::term).thenComparingLong(Position::seq);

  boolean isNone() {
    return term == 0;
  }

  boolean isAheadOf(Position other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return term + "/" + seq;
  }
}
