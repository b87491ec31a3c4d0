package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
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

  private static boolean write(ServiceInstance master, String key, String value) {
    try (Jedis jedis = new Jedis(master.host(), master.port(), PATIENCE_MILLIS)) {
      String info = jedis.info("server");
      String run = RedisState.parse(info, Position.NONE, "").runId();
      jedis.set(key, value);
      jedis.select(Keys.DATABASE);
      jedis.hincrBy(Keys.POSITION, "seq", 1);
      boolean signed = run.equals(jedis.hget(Keys.POSITION, "run"));
      return signed && jedis.waitReplicas(1, PATIENCE_MILLIS / 2) > 0;
    } catch (JedisException _) {
      return false;
    }
  }
}
