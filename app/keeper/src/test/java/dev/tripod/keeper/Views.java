package dev.tripod.keeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Short words for what a keeper sees, for the tables of the tests. The own node is node1.
final class Views {
  static final Address ONE = new Address("10.0.0.1", 6379);
  static final Address TWO = new Address("10.0.0.2", 6379);
  static final Address THREE = new Address("10.0.0.3", 6379);
  static final Address READER = new Address("10.0.0.1", 20_001);
  static final Address NOWHERE = new Address("127.0.0.1", 1);

  static final Lease MINE = new Lease.Mine(ONE, 7);
  static final Lease THEIRS = new Lease.Theirs(TWO);
  static final Lease NEVER_HELD = new Lease.Free(Optional.empty());
  static final Lease FREE = new Lease.Free(Optional.of(TWO));
  static final Lease UNKNOWN = new Lease.Unknown();

  private Views() {}

  static Instance member(Address address) {
    return new Instance(
        address, "node" + address.host().charAt(address.host().length() - 1), Instance.Kind.MEMBER);
  }

  static Instance reader() {
    return new Instance(READER, "node1", Instance.Kind.REPLICA);
  }

  static RedisState master(long term, long beat, long offset) {
    return new RedisState(
        "run",
        "history",
        offset,
        Optional.empty(),
        false,
        false,
        Duration.ZERO,
        0,
        new Position(term, beat));
  }

  /// In sync with `leader`.
  static RedisState replica(Address leader, long term, long beat, long offset) {
    return new RedisState(
        "run",
        "history",
        offset,
        Optional.of(leader),
        true,
        false,
        Duration.ZERO,
        0,
        new Position(term, beat));
  }

  static RedisState withHistory(RedisState s, String history) {
    return new RedisState(
        s.runId(),
        history,
        s.offset(),
        s.master(),
        s.linkUp(),
        s.syncing(),
        s.linkDownFor(),
        s.reads(),
        s.position());
  }

  static RedisState unlinked(RedisState s, Duration since) {
    return new RedisState(
        s.runId(),
        s.history(),
        s.offset(),
        s.master(),
        false,
        false,
        since,
        s.reads(),
        s.position());
  }

  static RedisState syncing(RedisState s) {
    return new RedisState(
        s.runId(),
        s.history(),
        s.offset(),
        s.master(),
        false,
        true,
        s.linkDownFor(),
        s.reads(),
        s.position());
  }

  static Seen up(Address address, RedisState state) {
    return seen(address, new Sighting.Up(state));
  }

  static Seen seen(Address address, Sighting sighting) {
    return new Seen(address.equals(READER) ? reader() : member(address), true, sighting);
  }

  static Seen gone(Address address) {
    return seen(address, new Sighting.Gone("connection refused"));
  }

  static Seen silent(Address address, Duration since) {
    return seen(address, new Sighting.Silent(since, "Read timed out"));
  }

  static Seen leaving(Seen seen) {
    return new Seen(seen.instance(), false, seen.sighting());
  }

  /// Nothing recorded, nobody else, a leader seen just now, no beat due.
  static View view(Lease lease, Seen... local) {
    return new View(
        "node1", lease, Optional.empty(), List.of(local), List.of(), Duration.ZERO, false);
  }

  static View others(View v, Seen... others) {
    return new View(
        v.node(), v.lease(), v.recorded(), v.local(), List.of(others), v.leaderless(), v.beatDue());
  }

  static View recorded(View v, long term, long beat) {
    Recorded recorded = new Recorded(new Position(term, beat), 3);
    return new View(
        v.node(),
        v.lease(),
        Optional.of(recorded),
        v.local(),
        v.others(),
        v.leaderless(),
        v.beatDue());
  }

  static View beatDue(View v) {
    return new View(v.node(), v.lease(), v.recorded(), v.local(), v.others(), v.leaderless(), true);
  }
}
