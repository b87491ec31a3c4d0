package dev.tripod.kit.redis;

import java.util.List;

/// How far a data set has come, written into the data itself ([PositionKeys]), so that it is
/// replicated and survives restarts with it. The *term* grows with each promotion and is written by
/// the keeper of the new master; *seq* grows with each batch of writes, and is written by who
/// writes, behind the changes. As with the log of Raft, who has the higher term, then the higher
/// seq, has every write that was answered `ok` up to there.
///
/// @param term 0 in data that no keeper has signed, and that do not count
public record Position(long term, long seq) implements Comparable<Position> {
  public static final Position NONE = new Position(0, 0);

  /// What Redis has in the two fields, `null` for one that is not there: before the first write
  /// there is no number yet, and without a keeper no term.
  public static Position of(List<String> termAndSeq) {
    String term = termAndSeq.get(0);
    String seq = termAndSeq.get(1);
    return term == null
        ? NONE
        : new Position(Long.parseLong(term), seq == null ? 0 : Long.parseLong(seq));
  }

  public boolean isNone() {
    return term == 0;
  }

  public boolean isAheadOf(Position other) {
    return compareTo(other) > 0;
  }

  /// Whether who is here has every write that was answered `ok` up to the other position.
  public boolean reaches(Position other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Position other) {
    return term == other.term ? Long.compare(seq, other.seq) : Long.compare(term, other.term);
  }

  @Override
  public String toString() {
    return term + "/" + seq;
  }
}
