package dev.tripod.kit.consul;

import java.time.Duration;

/// How long the holder of a lock has said nothing, as somebody sees it who looks at the key again
/// and again: a holder that lives writes to it each [LockTiming#renewEvery].
///
/// @param index the key's modify index, which each writing changes
/// @param sinceNanos when the key was first seen so
record Silence(String session, long index, long sinceNanos) {
  static final Silence NONE = new Silence("", 0, 0);

  Silence seen(String nowSession, long nowIndex, long nowNanos) {
    return session.equals(nowSession) && index == nowIndex
        ? this
        : new Silence(nowSession, nowIndex, nowNanos);
  }

  /// Whether nothing was heard of the holder for so long.
  boolean isAtLeast(Duration limit, long nowNanos) {
    return nowNanos - sinceNanos >= limit.toNanos();
  }

  /// Whether the holder could have spoken for so long, and did not: while Consul has no leader
  /// nobody can.
  boolean isAtLeast(Duration limit, Contact contact, long nowNanos) {
    return contact.holds(nowNanos)
        && nowNanos - Math.max(sinceNanos, contact.sinceNanos()) >= limit.toNanos();
  }
}
