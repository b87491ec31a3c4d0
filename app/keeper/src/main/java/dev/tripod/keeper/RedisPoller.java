package dev.tripod.keeper;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// Keeps asking one instance how it is, over a connection and in a thread of its own: one that
/// hangs holds up nobody else. The keeper reads the last answer.
final class RedisPoller implements AutoCloseable {
  private static final Duration POLL_EVERY = Duration.ofMillis(200);
  private static final JedisClientConfig LIMITS =
      DefaultJedisClientConfig.builder()
          .connectionTimeoutMillis(300)
          .socketTimeoutMillis(500)
          .database(Keys.DATABASE)
          .clientName("keeper")
          .build();

  /// Where nobody listens: the port is reserved, and never Redis's.
  private static final Address NOWHERE = new Address("127.0.0.1", 1);

  private final Address address;
  private final Runnable onChange;
  private final Thread thread;
  private Optional<Jedis> connection = Optional.empty();
  private long answeredNanos = System.nanoTime();
  private volatile Sighting sighting = new Sighting.Silent(Duration.ZERO, "not asked yet");
  private volatile boolean closed;

  private RedisPoller(Address address, Runnable onChange) {
    this.address = address;
    this.onChange = onChange;
    this.thread = Thread.ofVirtual().name("poll-" + address).unstarted(this::run);
  }

  /// `onChange` is called in the poller's thread when the instance is found in another condition.
  static RedisPoller start(Address address, Runnable onChange) {
    RedisPoller poller = new RedisPoller(address, onChange);
    poller.thread.start();
    return poller;
  }

  /// As it was when last asked. Never blocks.
  Sighting sighting() {
    return sighting;
  }

  void promote(Position position) {
    tell(
        jedis -> {
          jedis.replicaofNoOne();
          write(jedis, position);
        });
  }

  void beat(Position position) {
    tell(jedis -> write(jedis, position));
  }

  void follow(Address leader) {
    tell(jedis -> jedis.replicaof(leader.host(), leader.port()));
  }

  void fence() {
    follow(NOWHERE);
  }

  private static void write(Jedis jedis, Position position) {
    jedis.hset(
        Keys.POSITION,
        Map.of("term", Long.toString(position.term()), "beat", Long.toString(position.beat())));
  }

  /// Sends a command and looks at its effect. Throws [JedisException] if it was refused or lost.
  private synchronized void tell(Consumer<Jedis> command) {
    try {
      command.accept(connected());
    } catch (JedisConnectionException e) {
      disconnect();
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
      sighting = new Sighting.Up(ask());
      answeredNanos = System.nanoTime();
    } catch (JedisDataException e) {
      sighting = e.getMessage().startsWith("LOADING") ? new Sighting.Loading() : silent(e);
    } catch (JedisException e) {
      disconnect();
      sighting = refused(e) ? new Sighting.Gone("connection refused") : silent(e);
    }
  }

  /// A connection can have been closed by the other side since it was used; a new one tells whether
  /// anybody is still there.
  private RedisState ask() {
    boolean reused = connection.isPresent();
    try {
      return ask(connected());
    } catch (JedisConnectionException e) {
      disconnect();
      if (reused && causes(e).noneMatch(SocketTimeoutException.class::isInstance)) {
        return ask(connected());
      }
      throw e;
    }
  }

  private static RedisState ask(Jedis jedis) {
    String info = jedis.info("all");
    List<String> position = jedis.hmget(Keys.POSITION, "term", "beat");
    return RedisState.parse(
        info,
        position.contains(null)
            ? Position.NONE
            : new Position(Long.parseLong(position.get(0)), Long.parseLong(position.get(1))));
  }

  private Jedis connected() {
    if (connection.isEmpty()) {
      connection = Optional.of(new Jedis(new HostAndPort(address.host(), address.port()), LIMITS));
    }
    return connection.get();
  }

  private synchronized void disconnect() {
    connection.ifPresent(Jedis::close);
    connection = Optional.empty();
  }

  private Sighting silent(JedisException e) {
    Throwable root = causes(e).reduce((_, last) -> last).orElse(e);
    return new Sighting.Silent(
        Duration.ofNanos(System.nanoTime() - answeredNanos), String.valueOf(root.getMessage()));
  }

  private static boolean refused(JedisException e) {
    return causes(e)
        .anyMatch(
            cause ->
                cause instanceof ConnectException
                    && String.valueOf(cause.getMessage()).contains("refused"));
  }

  /// Jedis keeps the reason of a failed connection among the suppressed exceptions.
  private static Stream<Throwable> causes(Throwable e) {
    return Stream.of(
            Stream.of(e),
            Stream.of(e.getSuppressed()).flatMap(RedisPoller::causes),
            Optional.ofNullable(e.getCause()).stream().flatMap(RedisPoller::causes))
        .flatMap(stream -> stream);
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
