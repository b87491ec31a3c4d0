package dev.tripod.items.redis;

import dev.tripod.kit.redis.RedisLogin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/// One Redis server, its connections, and a breaker: after a failure the server
/// rests for a moment, then one caller tries it while the others still pass it by.
final class RedisNode implements Server, AutoCloseable {
  static final int ITEMS_DATABASE = 0;

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(250);
  private static final Duration REPLY_TIMEOUT = Duration.ofMillis(500);
  private static final Duration POOL_TIMEOUT = Duration.ofMillis(500);
  private static final int COUNTERS_DATABASE = 1;
  private static final int MAX_CONNECTIONS = 8;
  private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NOT_RESTING = 0;

  private final HostAndPort address;
  private final JedisPooled jedis;
  private final Batches batches;

  /// These open no connection until somebody writes, counts, or reads from a position on.
  private final Batches writes;

  private final Batches counters;

  /// Of their own, so that other reads never meet a connection with another database selected.
  private final Batches choosing;

  private final AtomicLong restsUntilNanos = new AtomicLong(NOT_RESTING);

  RedisNode(HostAndPort address, Optional<RedisLogin> login, WriteAcks acks) {
    this.address = address;
    JedisClientConfig items = clientConfig(login, ITEMS_DATABASE);
    JedisClientConfig counting = clientConfig(login, COUNTERS_DATABASE);
    this.jedis = new JedisPooled(poolConfig(), address, items);
    this.batches = new Batches(() -> new Connection(address, items));
    this.writes = new Batches(() -> new Connection(address, items), acks::open);
    this.counters = new Batches(() -> new Connection(address, counting));
    this.choosing = new Batches(() -> new Connection(address, items));
  }

  @Override
  public HostAndPort address() {
    return address;
  }

  @Override
  public <T> T batched(Function<Pipeline, Response<T>> command) {
    return batches.call(command);
  }

  @Override
  public <T> T counted(Function<Pipeline, Response<T>> command) {
    return counters.call(command);
  }

  @Override
  public <T> T choosing(Function<Pipeline, Response<T>> command) {
    return choosing.call(command);
  }

  @Override
  public UnifiedJedis jedis() {
    return jedis;
  }

  /// Runs the command here.
  ///
  /// @throws NodeUnavailable when this server cannot answer now, whoever asks
  /// @throws redis.clients.jedis.exceptions.JedisDataException when the server refuses the command
  <T> T call(Command<T> command) {
    try {
      T result = command.run(this);
      wake();
      return result;
    } catch (NodeUnavailable behind) {
      wake();
      throw behind;
    } catch (JedisException failure) {
      throw NodeUnavailable.of(address, failure).map(this::rest).orElseThrow(() -> failure);
    }
  }

  /// Sends the change together with those of other callers, and waits until the deadline at the
  /// latest. That it fails says nothing about reads, so the server does not rest from it.
  ///
  /// @throws NodeUnavailable when this server cannot confirm it now
  /// @throws redis.clients.jedis.exceptions.JedisDataException when the server refuses the change
  <T> Acknowledged<T> write(Function<Pipeline, Response<T>> change, long deadlineNanos) {
    try {
      return writes.call(change, deadlineNanos);
    } catch (OutcomeUnknown failure) {
      throw NodeUnavailable.unknown(address, failure);
    } catch (JedisException failure) {
      throw NodeUnavailable.of(address, failure).orElseThrow(() -> failure);
    }
  }

  /// Whether a caller may try this server now; while it rests, one caller each time a rest is over.
  boolean admits(long nowNanos) {
    long until = restsUntilNanos.get();
    if (until == NOT_RESTING) {
      return true;
    }
    return nowNanos - until >= 0 && restsUntilNanos.compareAndSet(until, restFrom(nowNanos));
  }

  /// It has answered.
  private void wake() {
    if (restsUntilNanos.get() != NOT_RESTING) {
      restsUntilNanos.set(NOT_RESTING);
    }
  }

  /// Idle connections very likely lead to the same dead end, so they go too.
  private NodeUnavailable rest(NodeUnavailable failure) {
    if (!failure.busy()) {
      restsUntilNanos.set(restFrom(System.nanoTime()));
      jedis.getPool().clear();
    }
    return failure;
  }

  private static long restFrom(long nowNanos) {
    long until = nowNanos + REST_NANOS;
    return until == NOT_RESTING ? until + 1 : until;
  }

  @Override
  public void close() {
    batches.close();
    writes.close();
    counters.close();
    choosing.close();
    jedis.close();
  }

  private static GenericObjectPoolConfig<Connection> poolConfig() {
    GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(MAX_CONNECTIONS);
    config.setMaxIdle(MAX_CONNECTIONS);
    config.setMaxWait(POOL_TIMEOUT);
    config.setJmxEnabled(false);
    return config;
  }

  private static JedisClientConfig clientConfig(Optional<RedisLogin> login, int database) {
    return RedisLogin.config(login, "items")
        .database(database)
        .connectionTimeoutMillis((int) CONNECT_TIMEOUT.toMillis())
        .socketTimeoutMillis((int) REPLY_TIMEOUT.toMillis())
        .build();
  }
}
