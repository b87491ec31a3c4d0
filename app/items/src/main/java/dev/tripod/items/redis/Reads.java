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

  /// Runs the command on the first server that can answer.
  ///
  /// @throws RedisUnavailable when none can
  public <T> T call(Command<T> command) {
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

  /// Runs the command on the first server that can answer and has come that far; when none has, a
  /// caller waits for one for a moment. A replica that is behind is passed by, and does not rest.
  ///
  /// @throws RedisUnavailable when none has come there in time
  public <T> T call(Position atLeast, Patience patience, Command<T> command) {
    return atLeast.isNone()
        ? call(command)
        : untilCaughtUp(patience, () -> call(server -> command.run(new CaughtUp(server, atLeast))));
  }

  /// As [#callOn(HostAndPort, Command)], when the server has come that far.
  ///
  /// @throws RedisUnavailable when it cannot answer, or has not come there in time
  public <T> Optional<T> callOn(
      HostAndPort on, Position atLeast, Patience patience, Command<T> command) {
    return atLeast.isNone()
        ? callOn(on, command)
        : untilCaughtUp(
            patience, () -> callOn(on, server -> command.run(new CaughtUp(server, atLeast))));
  }

  /// Runs the command on this server alone; empty when it is no longer among the servers to read
  /// from.
  ///
  /// @throws RedisUnavailable when it cannot answer
  public <T> Optional<T> callOn(HostAndPort server, Command<T> command) {
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

  /// A new master may be what is waited for: another round begins with it at once.
  private <T> T untilCaughtUp(Patience patience, Supplier<T> round) {
    while (true) {
      List<RedisNode> seen = masters.nodes();
      try {
        return round.get();
      } catch (RedisUnavailable failure) {
        if (!patience.pause(masters, seen)) {
          throw RedisUnavailable.ofPosition(failure);
        }
      }
    }
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
