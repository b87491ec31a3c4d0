package dev.tripod.items.redis;

import java.time.Duration;
import java.util.List;

/// How long one caller is kept waiting for a server that can do what was asked.
final class Patience {
  /// From the call to the answer. Who is refused is to know within a second, and a tenth of that
  /// is for the way there and back. A planned change of the master takes less.
  private static final Duration LIMIT = Duration.ofMillis(900);

  private static final Duration PAUSE = Duration.ofMillis(100);

  /// With less time left there is no further attempt: a refusal that comes too late would look like
  /// an unknown outcome.
  private static final Duration ENOUGH = Duration.ofMillis(50);

  private final long deadlineNanos = System.nanoTime() + LIMIT.toNanos();

  long deadlineNanos() {
    return deadlineNanos;
  }

  /// Waits a moment, or until the servers are others than those seen. Whether there is time for
  /// another attempt.
  boolean pause(NodeSet servers, List<RedisNode> seen) {
    try {
      long leftNanos = deadlineNanos - System.nanoTime();
      servers.awaitChange(seen, Duration.ofNanos(Math.min(leftNanos, PAUSE.toNanos())));
      return deadlineNanos - System.nanoTime() >= ENOUGH.toNanos();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
