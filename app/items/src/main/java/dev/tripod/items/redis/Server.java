package dev.tripod.items.redis;

import java.util.function.Function;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/// One Redis server, to a [Command].
public interface Server {
  HostAndPort address();

  /// Sends a single quick command together with those of other callers.
  <T> T batched(Function<Pipeline, Response<T>> command);

  /// As [#batched], in a database that holds nothing but counters of the service's own: no id of a
  /// user names one, and no listing shows one.
  <T> T counted(Function<Pipeline, Response<T>> command);

  /// As [#batched], for commands that each choose the database first.
  <T> T choosing(Function<Pipeline, Response<T>> command);

  /// For what takes a while, or several commands: a connection of one's own from a small pool.
  UnifiedJedis jedis();
}
