package dev.tripod.items.redis;

import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/// Commands that change something: on the master alone. When it is away, or turns out to be none
/// any more, a caller waits for the next one for a moment.
///
/// A command whose outcome is unknown, because the connection broke or no standby confirmed it, is
/// sent again; so only commands whose repetition does no harm belong here. SET and DEL are such. A
/// counter that may come out too high is another.
///
/// What a repetition can and cannot do:
/// - A success is that of one attempt by itself, so no repetition makes one out of doubts.
/// - It may undo what another caller wrote since the first attempt. Both were on their way at the
///   same time, so either could have come last anyway.
/// - An attempt that was given up may still be carried out by a server that only hung, but before
///   a later attempt of the same call: a server reads what came first, and closing a connection
///   discards what has not left this machine (Jedis lets none linger). So it is only after an
///   unknown outcome that a change can still come.
public final class Writes {
  /// One try at one server, which ends by the deadline if it can.
  @FunctionalInterface
  private interface Attempt<T> {
    T on(RedisNode node, long deadlineNanos);
  }

  private final NodeSet masters;

  Writes(NodeSet masters) {
    this.masters = masters;
  }

  /// Changes items: returns when those have the change that [WriteAcks] asks for.
  ///
  /// @throws RedisUnavailable when it was not confirmed in time, which says whether it may be there
  /// @throws redis.clients.jedis.exceptions.JedisDataException when Redis refuses the change itself
  public <T> Acknowledged<T> write(Patience patience, Function<Pipeline, Response<T>> repeatable) {
    return untilDone(patience, (node, deadlineNanos) -> node.write(repeatable, deadlineNanos));
  }

  /// Runs a command on the master that promises nothing about items.
  ///
  /// @throws RedisUnavailable when no master took it in time; it may have been applied all the same
  public <T> T call(Patience patience, Command<T> repeatable) {
    return untilDone(patience, (node, _) -> node.call(repeatable));
  }

  private <T> T untilDone(Patience patience, Attempt<T> attempt) {
    NodeUnavailable failure = null;
    boolean unknown = false;
    for (int count = 0; ; count++) {
      List<RedisNode> seen = masters.nodes();
      if (!seen.isEmpty()) {
        try {
          return attempt.on(seen.get(count % seen.size()), patience.deadlineNanos());
        } catch (NodeUnavailable unavailable) {
          failure = unavailable;
          unknown |= unavailable.unknown();
        }
      }
      if (!patience.pause(masters, seen)) {
        throw RedisUnavailable.ofWrite(unknown, failure);
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
}
