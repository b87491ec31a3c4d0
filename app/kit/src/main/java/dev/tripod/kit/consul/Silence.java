package dev.tripod.kit.consul;

import java.time.Duration;

/// How long the holder of a lock has said nothing, as somebody sees it who looks at the key again
/// and again: a holder that lives writes to it each [LockTiming#renewEvery].
///
/// @param index the key's modify index, which each writing changes
/// @param sinceNanos when the key was first seen so
/// @param lookedNanos when it was last seen so
record Silence(String session, long index, long sinceNanos, long lookedNanos) {
  /// Between two looks further apart Consul may have been away, and the holder not to blame.
  static final Duration LONGEST_GAP = Duration.ofSeconds(2);

  static final Silence NONE = new Silence("", 0, 0, 0);

  Silence seen(String nowSession, long nowIndex, long nowNanos) {
    return session.equals(nowSession)
            && index == nowIndex
            && nowNanos - lookedNanos < LONGEST_GAP.toNanos()
        ? new Silence(session, index, sinceNanos, nowNanos)
        : new Silence(nowSession, nowIndex, nowNanos, nowNanos);
  }

  boolean isAtLeast(Duration limit) {
    return lookedNanos - sinceNanos >= limit.toNanos();
  }
}
