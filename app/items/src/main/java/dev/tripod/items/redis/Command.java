package dev.tripod.items.redis;

import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/// What to do on one Redis server. It may run again, on the same server or another, when the first
/// run failed.
@FunctionalInterface
public interface Command<T> {
  T run(UnifiedJedis jedis, HostAndPort server);
}
