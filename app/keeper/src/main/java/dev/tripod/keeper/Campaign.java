package dev.tripod.keeper;

import dev.tripod.kit.redis.Position;
import java.util.HashMap;
import java.util.Map;

/// What the holder of the lock has done under it so far.
///
/// @param token of the lock; what was known under another one is forgotten
/// @param detached how far those members have come that follow nobody any more
record Campaign(long token, Map<Address, Position> detached, Stage stage) {
  enum Stage {
    /// Members are taken away from whoever they follow.
    DETACHING,

    /// The own member takes writes, which nobody is told of and nothing acknowledges yet.
    PROMOTED,

    /// A standby has the new term.
    SIGNED
  }

  static final Campaign NONE = new Campaign(0, Map.of(), Stage.DETACHING);

  Campaign {
    detached = Map.copyOf(detached);
  }

  Campaign in(long current) {
    return token == current ? this : new Campaign(current, Map.of(), Stage.DETACHING);
  }

  Campaign detached(Address member, Position position) {
    Map<Address, Position> more = new HashMap<>(detached);
    more.put(member, position);
    return new Campaign(token, more, stage);
  }

  Campaign at(Stage reached) {
    return new Campaign(token, detached, reached);
  }

  boolean isPromoted() {
    return stage != Stage.DETACHING;
  }

  boolean isSigned() {
    return stage == Stage.SIGNED;
  }

  /// Above all terms that any member knows, also if Consul's indexes began again from zero.
  long term() {
    long used = detached.values().stream().mapToLong(Position::term).max().orElse(0);
    return Math.max(token, used + 1);
  }
}
