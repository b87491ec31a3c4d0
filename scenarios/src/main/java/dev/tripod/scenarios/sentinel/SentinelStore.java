package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.load.Outcome;
import dev.tripod.scenarios.load.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.JedisSentinelPool;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// Redis as a client sees it that asks Sentinel who is master: Jedis with its defaults, which
/// are 2 s to connect and 2 s for an answer.
final class SentinelStore implements Store, AutoCloseable {
  static {
    // Its listeners print a trace each time that a Sentinel is away. What came of each write
    // is in the ledger.
    System.setProperty("org.slf4j.simpleLogger.log.redis.clients.jedis", "off");
  }

  static final JedisClientConfig CONFIG = DefaultJedisClientConfig.builder().build();

  /// More than are ever in use: 20 writes/s of 5 s each at most, and those that read back.
  private static final int CONNECTIONS = 256;

  /// For a free one of them.
  private static final Duration TURN = Duration.ofSeconds(1);

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final JedisSentinelPool pool;

  /// @param set the name by which the Sentinels know the servers
  SentinelStore(String set, Set<HostAndPort> sentinels) {
    pool = new JedisSentinelPool(set, sentinels, poolConfig(), CONFIG, CONFIG);
  }

  /// The write is refused when no connection could be had, as then nothing was sent, and
  /// when Redis answers with an error. When nothing comes back, nobody knows.
  @Override
  public Answer write(String key, String value) throws IOException {
    Jedis connection;
    try {
      connection = pool.getResource();
    } catch (JedisException _) {
      return new Answer(UNAVAILABLE, Outcome.REFUSED);
    }
    try (connection) {
      var said = connection.set(key, value);
      return "OK".equals(said)
          ? new Answer(OK, Outcome.ACKNOWLEDGED)
          : new Answer(UNAVAILABLE, Outcome.UNKNOWN);
    } catch (JedisDataException _) {
      return new Answer(UNAVAILABLE, Outcome.REFUSED);
    } catch (JedisException cause) {
      throw new IOException(cause);
    }
  }

  @Override
  public Optional<String> read(String key) throws IOException {
    return Optional.ofNullable(ask(connection -> connection.get(key)));
  }

  @Override
  public void remove(String key) throws IOException {
    ask(connection -> connection.del(key));
  }

  /// Whom it takes for the master.
  HostAndPort master() {
    return pool.getCurrentHostMaster();
  }

  @Override
  public void close() {
    pool.close();
  }

  private <T> T ask(Function<Jedis, T> question) throws IOException {
    try (var connection = pool.getResource()) {
      return question.apply(connection);
    } catch (JedisException cause) {
      throw new IOException(cause);
    }
  }

  private static JedisPoolConfig poolConfig() {
    var config = new JedisPoolConfig();
    config.setMaxTotal(CONNECTIONS);
    config.setMaxWait(TURN);
    return config;
  }
}
