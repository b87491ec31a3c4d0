package dev.tripod.kit.consul;

import java.time.Duration;

/// Since when Consul's leader has answered the own renewals, one after the other.
///
/// @param lately so long ago the last answered one was sent at most, or nothing is known
/// @param sinceNanos when the first of them was sent
/// @param answeredNanos when the last of them was sent
record Contact(Duration lately, boolean answering, long sinceNanos, long answeredNanos) {
  static Contact none(Duration lately) {
    return new Contact(lately, false, 0, 0);
  }

  Contact answered(long sentNanos) {
    return new Contact(lately, true, holds(sentNanos) ? sinceNanos : sentNanos, sentNanos);
  }

  boolean holds(long nowNanos) {
    return answering && nowNanos - answeredNanos < lately.toNanos();
  }
}
