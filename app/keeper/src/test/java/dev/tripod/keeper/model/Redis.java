package dev.tripod.keeper.model;

import java.util.Optional;
import java.util.stream.Collectors;

/// A member.
///
/// @param log the writes (letters), in order, and before them the [#signature] of who made them
/// @param follows a member's number: its own if it is master; [#NOWHERE]
/// @param whole false from the beginning of a full copy to its end
/// @param reign the term in which it was promoted last
record Redis(String log, int follows, boolean whole, boolean up, int reign) {
  static final int NOWHERE = 9;

  private static final char FIRST_SIGNATURE = '0';

  Redis following(int other) {
    return new Redis(log, other, whole, up, reign);
  }

  Redis with(char entry) {
    return new Redis(log + entry, follows, whole, up, reign);
  }

  Redis emptied() {
    return new Redis("", follows, false, up, reign);
  }

  Redis copied(String from) {
    return new Redis(from, follows, true, up, reign);
  }

  /// A restart keeps what is on disk, and follows nobody.
  Redis powered(boolean on) {
    return new Redis(log, NOWHERE, whole, on, reign);
  }

  boolean isMaster(int own) {
    return up && follows == own;
  }

  /// What a master writes in a term before anything of it is answered `ok`; below all letters.
  static char signature(int term, int master) {
    return (char) (FIRST_SIGNATURE + term * World.MACHINES + master);
  }

  static boolean isWrite(int entry) {
    return entry >= 'a';
  }

  /// Each promotion begins another history, which the signature names.
  boolean isSigned(int own) {
    return isSignedBy(own, reign);
  }

  Redis promoted(int own, int term) {
    return new Redis(log, own, whole, up, term);
  }

  boolean isSignedBy(int master, int term) {
    return signature().filter(it -> it == term * World.MACHINES + master).isPresent();
  }

  Position position() {
    return new Position(
        signature().map(it -> it / World.MACHINES).orElse(0),
        (int) log.chars().filter(Redis::isWrite).count());
  }

  private Optional<Integer> signature() {
    return log.chars()
        .filter(it -> !isWrite(it))
        .mapToObj(it -> it - FIRST_SIGNATURE)
        .reduce((_, last) -> last);
  }

  @Override
  public String toString() {
    var state = up ? (whole ? "" : ", copying") : ", off";
    return "%s follows %s%s".formatted(readable(), follows == NOWHERE ? "nobody" : follows, state);
  }

  private String readable() {
    return log.chars()
        .mapToObj(it -> isWrite(it) ? String.valueOf((char) it) : readable(it - FIRST_SIGNATURE))
        .collect(Collectors.joining());
  }

  private static String readable(int signature) {
    return "[%d by %d]".formatted(signature / World.MACHINES, signature % World.MACHINES);
  }

  record Position(int term, int writes) {
    boolean isAheadOf(Position other, boolean termFirst) {
      return (termFirst && term != other.term) ? term > other.term : writes > other.writes;
    }
  }
}
