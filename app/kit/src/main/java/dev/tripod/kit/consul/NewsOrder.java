package dev.tripod.kit.consul;

import java.time.Duration;

/// Tells news from history. A server of Consul that has just started answers, where the nearest
/// one may ([Consul#getStale]), from what its log says, change by change up to the present: for a
/// second or two its answers are those of minutes ago.
///
/// Whose state was restored from a backup has a lower index, too, and keeps it: what is still
/// older after [#PATIENCE] is how things are.
final class NewsOrder<T> {
  static final Duration PATIENCE = Consul.LONGEST_WAIT;

  private Indexed<T> newest;
  private boolean waiting;
  private long waitsSinceNanos;

  /// Whether the answer is to be believed. One that says the same as the newest always is.
  ///
  /// @param nowNanos as of [System#nanoTime]
  boolean admits(Indexed<T> answer, long nowNanos) {
    if (isOlder(answer) && !hasWaited(nowNanos)) {
      return false;
    }
    newest = answer;
    waiting = false;
    return true;
  }

  /// The index to ask from, so that the next answer comes as soon as it is as new as the newest, or
  /// newer.
  long index() {
    return newest.index() - 1;
  }

  private boolean isOlder(Indexed<T> answer) {
    return newest != null
        && answer.index() < newest.index()
        && !answer.value().equals(newest.value());
  }

  private boolean hasWaited(long nowNanos) {
    if (!waiting) {
      waiting = true;
      waitsSinceNanos = nowNanos;
    }
    return nowNanos - waitsSinceNanos >= PATIENCE.toNanos();
  }
}
