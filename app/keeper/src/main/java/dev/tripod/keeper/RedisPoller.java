package dev.tripod.keeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// Keeps asking one instance how it is, over a connection and in a thread of its own: one that
/// hangs holds up nobody else. The keeper reads the last answer.
final class RedisPoller implements AutoCloseable {
  private static final Duration POLL_EVERY = Duration.ofMillis(200);

  private final RedisConnection redis;
  private final Runnable onChange;
  private final Thread thread;
  private long answeredNanos = System.nanoTime();
  private volatile Sighting sighting = new Sighting.Silent(Duration.ZERO, "not asked yet");
  private volatile boolean closed;

  private RedisPoller(Address address, RedisConnection redis, Runnable onChange) {
    this.redis = redis;
    this.onChange = onChange;
    this.thread = Thread.ofVirtual().name("poll-" + address).unstarted(this::run);
  }

  /// `onChange` is called in the poller's thread when the instance is found in another condition.
  static RedisPoller start(Address address, RedisConnection redis, Runnable onChange) {
    RedisPoller poller = new RedisPoller(address, redis, onChange);
    poller.thread.start();
    return poller;
  }

  /// As it was when last asked. Never blocks.
  Sighting sighting() {
    return sighting;
  }

  /// Sends a command if it is `allowed`, which is asked when the connection is open: once it has
  /// been broken, the command does not arrive. Empty if it was not allowed. Throws
  /// [JedisException] if it was refused or lost.
  synchronized <T> Optional<T> tell(BooleanSupplier allowed, Function<RedisConnection, T> command) {
    try {
      redis.open();
      return allowed.getAsBoolean() ? Optional.of(command.apply(redis)) : Optional.empty();
    } catch (JedisConnectionException e) {
      redis.close();
      throw e;
    } finally {
      poll();
    }
  }

  private void run() {
    while (!closed) {
      Sighting before = sighting;
      poll();
      if (!condition(before).equals(condition(sighting))) {
        onChange.run();
      }
      pause();
    }
    disconnect();
  }

  /// What of a sighting the keeper should hear of at once.
  private static List<Object> condition(Sighting sighting) {
    return switch (sighting) {
      case Sighting.Up(RedisState state) ->
          List.of(state.master(), state.linkUp(), state.syncing(), state.runId());
      case Sighting.Gone _, Sighting.Loading _, Sighting.Silent _ -> List.of(sighting.getClass());
    };
  }

  private synchronized void poll() {
    try {
      sighting = new Sighting.Up(redis.ask());
      answeredNanos = System.nanoTime();
    } catch (JedisDataException e) {
      sighting = e.getMessage().startsWith("LOADING") ? new Sighting.Loading() : silent(e);
    } catch (JedisException e) {
      redis.close();
      sighting = RedisConnection.refused(e) ? new Sighting.Gone("connection refused") : silent(e);
    }
  }

  private Sighting silent(JedisException e) {
    return new Sighting.Silent(
        Duration.ofNanos(System.nanoTime() - answeredNanos), RedisConnection.reason(e));
  }

  private synchronized void disconnect() {
    redis.close();
  }

  private void pause() {
    try {
      Thread.sleep(POLL_EVERY);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
