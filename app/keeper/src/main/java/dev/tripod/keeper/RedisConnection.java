package dev.tripod.keeper;

import dev.tripod.kit.redis.RedisLogin;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/// One connection to one instance, made when it is needed, and what a keeper says over it. Every
/// call ends within a second or throws [JedisException]. For one thread at a time.
final class RedisConnection implements AutoCloseable {
  /// Where nobody listens: the port is reserved, and never Redis's.
  private static final Address NOWHERE = new Address("127.0.0.1", 1);

  private final Address address;
  private final JedisClientConfig config;
  private Optional<Jedis> connection = Optional.empty();

  RedisConnection(Address address, Optional<RedisLogin> login) {
    this.address = address;
    this.config =
        RedisLogin.config(login, "keeper")
            .connectionTimeoutMillis(300)
            .socketTimeoutMillis(500)
            .database(Keys.DATABASE)
            .build();
  }

  void promote(Position position) {
    connected().replicaofNoOne();
    beat(position);
  }

  void beat(Position position) {
    connected()
        .hset(
            Keys.POSITION,
            Map.of("term", Long.toString(position.term()), "beat", Long.toString(position.beat())));
  }

  void follow(Address leader) {
    connected().replicaof(leader.host(), leader.port());
  }

  void fence() {
    follow(NOWHERE);
  }

  /// A connection can have been closed by the other side since it was used; a new one tells whether
  /// anybody is still there.
  RedisState ask() {
    boolean reused = connection.isPresent();
    try {
      return ask(connected());
    } catch (JedisConnectionException e) {
      close();
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
      connection = Optional.of(new Jedis(new HostAndPort(address.host(), address.port()), config));
    }
    return connection.get();
  }

  /// Whether nobody listens at the address.
  static boolean refused(JedisException e) {
    return causes(e)
        .anyMatch(
            cause ->
                cause instanceof ConnectException
                    && String.valueOf(cause.getMessage()).contains("refused"));
  }

  /// The innermost reason.
  static String reason(JedisException e) {
    return String.valueOf(causes(e).reduce((_, last) -> last).orElse(e).getMessage());
  }

  /// Jedis keeps the reason of a failed connection among the suppressed exceptions.
  private static Stream<Throwable> causes(Throwable e) {
    return Stream.of(
            Stream.of(e),
            Stream.of(e.getSuppressed()).flatMap(RedisConnection::causes),
            Optional.ofNullable(e.getCause()).stream().flatMap(RedisConnection::causes))
        .flatMap(stream -> stream);
  }

  /// The next call connects again.
  @Override
  public void close() {
    connection.ifPresent(Jedis::close);
    connection = Optional.empty();
  }
}
