package dev.tripod.items.redis;

import java.time.Duration;
import java.util.List;

/// How long one caller is kept waiting for a server that can do what was asked.
public final class Patience {
  /// From the request's arrival to the answer. Who is refused is to know within a second, and a
  /// tenth of that is for the way there and back. A planned change of the master takes less.
  private static final Duration LIMIT = Duration.ofMillis(900);

  /// Also for a request that comes late: a healthy master is always asked, and needs some
  /// milliseconds. Three machines that HAProxy asked in vain (0.2 s each) leave more than this.
  private static final Duration LEAST = Duration.ofMillis(200);

  private static final Duration PAUSE = Duration.ofMillis(100);

  /// With less time left there is no further attempt: a refusal that comes too late would look like
  /// an unknown outcome.
  private static final Duration ENOUGH = Duration.ofMillis(50);

  private final long deadlineNanos;

  private Patience(Duration left) {
    this.deadlineNanos = System.nanoTime() + left.toNanos();
  }

  /// What is left, from now on, to who has waited for so long.
  public static Patience after(Duration elapsed) {
    return new Patience(left(elapsed));
  }

  static Duration left(Duration elapsed) {
    Duration left = LIMIT.minus(elapsed);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

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
