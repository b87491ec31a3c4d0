package dev.tripod.keeper.model;

/// A member.
///
/// @param log the writes (letters) and the terms they were made in (digits), in their order
/// @param follows a member's number: its own if it is master; [#NOWHERE]
/// @param whole false from the beginning of a full copy to its end
record Redis(String log, int follows, boolean whole, boolean up) {
  static final int NOWHERE = 9;

  Redis following(int other) {
    return new Redis(log, other, whole, up);
  }

  Redis with(char entry) {
    return new Redis(log + entry, follows, whole, up);
  }

  Redis emptied() {
    return new Redis("", follows, false, up);
  }

  Redis copied(String from) {
    return new Redis(from, follows, true, up);
  }

  /// A restart keeps what is on disk, and follows nobody.
  Redis powered(boolean on) {
    return new Redis(log, NOWHERE, whole, on);
  }

  boolean isMaster(int own) {
    return up && follows == own;
  }

  Position position() {
    int term = log.chars().filter(Character::isDigit).reduce('0', (_, last) -> last) - '0';
    return new Position(term, (int) log.chars().filter(Character::isLetter).count());
  }

  @Override
  public String toString() {
    var state = up ? (whole ? "" : ", copying") : ", off";
    return "%s follows %s%s".formatted(log, follows == NOWHERE ? "nobody" : follows, state);
  }

  record Position(int term, int writes) {
    boolean isAheadOf(Position other, boolean termFirst) {
      return (termFirst && term != other.term) ? term > other.term : writes > other.writes;
    }
  }
}
