package dev.tripod.items;

import dev.tripod.kit.redis.PositionKeys;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.RedisServer;
import java.time.Duration;
import java.util.Map;
import redis.clients.jedis.Jedis;

/// What a keeper writes when it makes a server the master.
public final class Reign {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Reign() {}

  /// Such a server takes part only if it takes writes at all. A server's first replica ever gives
  /// it a new history; who signs before it has come signs what ends.
  public static void begin(RedisServer master, int term) {
    try (Jedis jedis = new Jedis("127.0.0.1", master.port())) {
      String replication =
          Await.text(SOON, () -> jedis.info("replication"), "repl_backlog_active:1");
      String history =
          replication
              .lines()
              .filter(line -> line.startsWith("master_replid:"))
              .findFirst()
              .orElseThrow()
              .substring("master_replid:".length());
      write(jedis, term, history);
    }
  }

  /// Returns when so many standbys confirm what is written. One that has just copied everything is
  /// online before it follows: for up to a second it confirms nothing, if its word that the copy is
  /// complete came before the master had noticed that itself.
  public static void awaitStandbys(RedisServer master, int count) {
    try (Jedis jedis = new Jedis("127.0.0.1", master.port())) {
      Await.until(count + " standbys", SOON, () -> confirming(jedis, count) >= count);
    }
  }

  private static long confirming(Jedis jedis, int count) {
    jedis.set("any", "");
    jedis.del("any");
    return jedis.waitReplicas(count, 500);
  }

  /// As if another process were the master.
  public static void ofAnother(RedisServer master, int term) {
    try (Jedis jedis = new Jedis("127.0.0.1", master.port())) {
      write(jedis, term, "0".repeat(40));
    }
  }

  /// What alone.yml tells the master of an operator's choice.
  public static void alone(RedisServer master, boolean chosen) {
    try (Jedis jedis = new Jedis("127.0.0.1", master.port())) {
      jedis.select(PositionKeys.DATABASE);
      if (chosen) {
        jedis.hset(PositionKeys.HASH, PositionKeys.ALONE, "yes");
      } else {
        jedis.hdel(PositionKeys.HASH, PositionKeys.ALONE);
      }
    }
  }

  /// How many batches of writes this server has counted.
  public static long count(RedisServer server) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      jedis.select(PositionKeys.DATABASE);
      String count = jedis.hget(PositionKeys.HASH, PositionKeys.SEQ);
      return count == null ? 0 : Long.parseLong(count);
    }
  }

  private static void write(Jedis jedis, int term, String history) {
    jedis.select(PositionKeys.DATABASE);
    jedis.hset(
        PositionKeys.HASH,
        Map.of(PositionKeys.TERM, Integer.toString(term), PositionKeys.HISTORY, history));
  }
}
