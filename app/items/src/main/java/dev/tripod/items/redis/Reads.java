package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import redis.clients.jedis.HostAndPort;

/// Commands that change nothing: round robin over the replicas, past those that fail, at last the
/// master. What a replica answers may be a moment behind the master.
public final class Reads {
  /// A caller asks that many replicas in vain at most; each that fails rests, so that later callers
  /// pass it by.
  private static final int MAX_REPLICAS_TRIED = 3;

  private final NodeSet replicas;
  private final NodeSet masters;
  private final AtomicInteger turn = new AtomicInteger();

  Reads(NodeSet replicas, NodeSet masters) {
    this.replicas = replicas;
    this.masters = masters;
  }

  /// Runs the command on the first server that can answer and has come that far; when none can, a
  /// caller waits for one for a moment: while the master changes, the replicas may all be busy with
  /// the new one. A replica that is behind is passed by, and does not rest.
  ///
  /// @throws RedisUnavailable when none could in time
  public <T> T call(Position atLeast, Patience patience, Command<T> command) {
    Command<T> caughtUp = from(atLeast, command);
    return untilAnswered(atLeast, patience, () -> callNow(caughtUp));
  }

  /// As [#call], on this server alone; empty when it is no longer among the servers to read from.
  ///
  /// @throws RedisUnavailable when it could not answer, or had not come there, in time
  public <T> Optional<T> callOn(
      HostAndPort server, Position atLeast, Patience patience, Command<T> command) {
    Command<T> caughtUp = from(atLeast, command);
    return untilAnswered(atLeast, patience, () -> callNowOn(server, caughtUp));
  }

  private static <T> Command<T> from(Position atLeast, Command<T> command) {
    return atLeast.isNone() ? command : server -> command.run(new CaughtUp(server, atLeast));
  }

  /// A new master may be what is waited for: another round begins with it at once.
  private <T> T untilAnswered(Position atLeast, Patience patience, Supplier<T> round) {
    while (true) {
      List<RedisNode> seen = masters.nodes();
      try {
        return round.get();
      } catch (RedisUnavailable failure) {
        if (!patience.pause(masters, seen)) {
          throw atLeast.isNone() ? failure : RedisUnavailable.ofPosition(failure);
        }
      }
    }
  }

  /// Runs the command on the first server that can answer, without waiting for one.
  ///
  /// @throws RedisUnavailable when none can
  public <T> T callNow(Command<T> command) {
    List<RedisNode> nodes = replicas.nodes();
    int size = nodes.size();
    int first = size < 2 ? 0 : Math.floorMod(turn.getAndIncrement(), size);
    long nowNanos = System.nanoTime();
    NodeUnavailable failure = null;
    int tried = 0;
    for (int i = 0; i < size && tried < MAX_REPLICAS_TRIED; i++) {
      RedisNode node = nodes.get((first + i) % size);
      if (node.admits(nowNanos)) {
        try {
          return node.call(command);
        } catch (NodeUnavailable unavailable) {
          failure = unavailable;
          tried++;
        }
      }
    }
    return lastResort(command, failure);
  }

  private <T> Optional<T> callNowOn(HostAndPort server, Command<T> command) {
    return replicas
        .find(server)
        .or(() -> masters.find(server))
        .map(
            node -> {
              try {
                return node.call(command);
              } catch (NodeUnavailable unavailable) {
                throw new RedisUnavailable("this Redis server cannot answer now", unavailable);
              }
            });
  }

  /// The master, then a replica whether it rests or not: failing without a try helps nobody.
  private <T> T lastResort(Command<T> command, NodeUnavailable earlier) {
    NodeUnavailable failure = earlier;
    for (NodeSet set : List.of(masters, replicas)) {
      List<RedisNode> nodes = set.nodes();
      if (!nodes.isEmpty()) {
        try {
          return nodes.getFirst().call(command);
        } catch (NodeUnavailable unavailable) {
          failure = unavailable;
        }
      }
    }
    throw new RedisUnavailable("no Redis server can answer reads now", failure);
  }
}
