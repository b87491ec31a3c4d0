package dev.tripod.items.redis;

import java.time.Duration;
import java.util.List;

/// Commands that change something: on the master alone. When it is away, or turns out to be none
/// any more, a caller waits for the next one for a moment.
///
/// A command whose outcome is unknown, because the connection broke, is sent again; so only
/// commands whose repetition does no harm belong here. SET and DEL are such; their repetition
/// may undo a write of another caller within those two seconds, as the two writes would have raced
/// anyway. A counter that may come out too high is another.
public final class Writes {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final NodeSet masters;

  Writes(NodeSet masters) {
    this.masters = masters;
  }

  /// Runs the command on the master.
  ///
  /// @throws RedisUnavailable when no master took it in time; it may have been applied all the same
  public <T> T call(Command<T> repeatable) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    NodeUnavailable failure = null;
    for (int attempt = 0; ; attempt++) {
      List<RedisNode> seen = masters.nodes();
      if (!seen.isEmpty()) {
        try {
          return seen.get(attempt % seen.size()).call(repeatable);
        } catch (NodeUnavailable unavailable) {
          failure = unavailable;
        }
      }
      Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
      if (!left.isPositive() || !pause(seen, left)) {
        throw new RedisUnavailable("no Redis master takes writes at the moment", failure);
      }
    }
  }

  /// Runs the command once, without waiting for another master.
  ///
  /// @throws RedisUnavailable when the master cannot answer or there is none
  public <T> T callNow(Command<T> command) {
    List<RedisNode> nodes = masters.nodes();
    if (nodes.isEmpty()) {
      throw new RedisUnavailable("no Redis master is known", null);
    }
    try {
      return nodes.getFirst().call(command);
    } catch (NodeUnavailable unavailable) {
      throw new RedisUnavailable("the Redis master cannot answer now", unavailable);
    }
  }

  private boolean pause(List<RedisNode> seen, Duration left) {
    try {
      masters.awaitChange(seen, left.compareTo(PAUSE) < 0 ? left : PAUSE);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
