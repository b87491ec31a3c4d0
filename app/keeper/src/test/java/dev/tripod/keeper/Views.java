package dev.tripod.keeper;

import dev.tripod.kit.redis.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Short words for what a keeper sees, for the tables of the tests. The own node is node1.
final class Views {
  static final Address ONE = new Address("10.0.0.1", 6379);
  static final Address TWO = new Address("10.0.0.2", 6379);
  static final Address THREE = new Address("10.0.0.3", 6379);
  static final Address READER = new Address("10.0.0.1", 20_001);
  static final Address NOWHERE = new Address("127.0.0.1", 1);

  static final Lease MINE = new Lease.Mine(ONE, 7, "own session");
  static final Lease THEIRS = new Lease.Theirs(TWO, "another session");
  static final Lease FREE = new Lease.Free();
  static final Lease UNKNOWN = new Lease.Unknown();

  private Views() {}

  static Instance member(Address address) {
    return new Instance(
        address, "node" + address.host().charAt(address.host().length() - 1), Instance.Kind.MEMBER);
  }

  static Instance reader() {
    return new Instance(READER, "node1", Instance.Kind.REPLICA);
  }

  /// It has signed its term.
  static RedisState master(long term, long seq, long offset) {
    return new RedisState(
        "run",
        "history",
        offset,
        Optional.empty(),
        false,
        false,
        Duration.ZERO,
        0,
        new Position(term, seq),
        "history");
  }

  /// In sync with `leader`.
  static RedisState replica(Address leader, long term, long seq, long offset) {
    return new RedisState(
        "run",
        "history",
        offset,
        Optional.of(leader),
        true,
        false,
        Duration.ZERO,
        0,
        new Position(term, seq),
        "another history");
  }

  /// One that answered so many reads since its start.
  static RedisState reads(long count) {
    var s = master(5, 9, 12);
    return changed(s, s.linkUp(), s.syncing(), s.linkDownFor(), count, s.writer());
  }

  static RedisState unsigned(RedisState s) {
    return changed(s, s.linkUp(), s.syncing(), s.linkDownFor(), s.reads(), "another history");
  }

  static RedisState unlinked(RedisState s, Duration since) {
    return changed(s, false, false, since, s.reads(), s.writer());
  }

  static RedisState syncing(RedisState s) {
    return changed(s, false, true, s.linkDownFor(), s.reads(), s.writer());
  }

  private static RedisState changed(
      RedisState s, boolean linkUp, boolean syncing, Duration down, long reads, String writer) {
    return new RedisState(
        s.runId(),
        s.history(),
        s.offset(),
        s.master(),
        linkUp,
        syncing,
        down,
        reads,
        s.position(),
        writer);
  }

  static Seen up(Address address, RedisState state) {
    return seen(address, new Sighting.Up(state));
  }

  static Seen seen(Address address, Sighting sighting) {
    return new Seen(address.equals(READER) ? reader() : member(address), sighting);
  }

  static Seen gone(Address address) {
    return seen(address, new Sighting.Gone("connection refused"));
  }

  static Seen silent(Address address, Duration since) {
    return seen(address, new Sighting.Silent(since, "Read timed out"));
  }

  /// Nothing recorded, nobody else, a leader seen just now.
  static View view(Lease lease, Seen... local) {
    return new View("node1", lease, begun(lease), false, List.of(local), List.of(), Duration.ZERO);
  }

  private static Campaign begun(Lease lease) {
    return lease instanceof Lease.Mine mine ? Campaign.NONE.in(mine.token()) : Campaign.NONE;
  }

  static View others(View v, Seen... others) {
    return new View(
        v.node(),
        v.lease(),
        v.campaign(),
        v.recorded(),
        v.local(),
        List.of(others),
        v.leaderless());
  }

  static View recorded(View v) {
    return new View(v.node(), v.lease(), v.campaign(), true, v.local(), v.others(), v.leaderless());
  }

  /// As it goes on after this much was done.
  static View after(View v, UnaryOperator<Campaign> done) {
    return new View(
        v.node(),
        v.lease(),
        done.apply(v.campaign()),
        v.recorded(),
        v.local(),
        v.others(),
        v.leaderless());
  }

  static View signed(View v) {
    return after(v, campaign -> campaign.at(Campaign.Stage.SIGNED));
  }
}
