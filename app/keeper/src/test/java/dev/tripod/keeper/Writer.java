package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.redis.Position;
import dev.tripod.kit.redis.PositionKeys;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// Writes as applications have to: acknowledged is what a standby has, from a master that has
/// signed the term of its data.
final class Writer {
  private static final int PATIENCE_MILLIS = 500;

  private final Consul consul;

  Writer(Consul consul) {
    this.consul = consul;
  }

  /// Whether it was acknowledged. If not, it may have been written all the same.
  boolean write(String key, String value) {
    List<ServiceInstance> masters = consul.services().passing("redis-master");
    return masters.stream().anyMatch(master -> write(master, key, value));
  }

  /// What is written before it is known that a term was signed since the last promotion, and what
  /// is written while that changes, is not acknowledged.
  private static boolean write(ServiceInstance master, String key, String value) {
    try (Jedis jedis = new Jedis(master.host(), master.port(), PATIENCE_MILLIS)) {
      jedis.select(PositionKeys.DATABASE);
      List<String> reign = reign(jedis);
      if (!reign.get(1).equals(history(jedis))) {
        return false;
      }
      jedis.select(0);
      jedis.set(key, value);
      jedis.select(PositionKeys.DATABASE);
      jedis.hincrBy(PositionKeys.HASH, PositionKeys.SEQ, 1);
      return jedis.waitReplicas(1, PATIENCE_MILLIS / 2) > 0
          && reign(jedis).equals(reign)
          && reign.get(1).equals(history(jedis));
    } catch (JedisException _) {
      return false;
    }
  }

  private static String history(Jedis jedis) {
    return RedisState.parse(jedis.info("replication"), Position.NONE, "").history();
  }

  private static List<String> reign(Jedis jedis) {
    return jedis.hmget(PositionKeys.HASH, PositionKeys.TERM, PositionKeys.HISTORY);
  }
}
