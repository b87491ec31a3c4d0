package dev.tripod.keeper;

import dev.tripod.kit.redis.Position;
import dev.tripod.kit.redis.PositionKeys;
import dev.tripod.kit.redis.RedisLogin;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/// One connection to one instance, made when it is needed, and what a keeper says over it. Every
/// call ends within a second or throws [JedisException]. For one thread at a time.
final class RedisConnection implements AutoCloseable {
  /// Where nobody listens: the port is reserved, and never Redis's.
  private static final Address NOWHERE = new Address("127.0.0.1", 1);

  /// Less than the connection waits for an answer.
  private static final Duration STANDBY_WITHIN = Duration.ofMillis(300);

  private final Address address;
  private final String user;
  private final JedisClientConfig config;
  private Optional<Jedis> connection = Optional.empty();

  RedisConnection(Address address, Optional<RedisLogin> login) {
    this.address = address;
    this.user = login.map(RedisLogin::user).orElse("default");
    this.config =
        RedisLogin.config(login, "keeper")
            .connectionTimeoutMillis(300)
            .socketTimeoutMillis(500)
            .database(PositionKeys.DATABASE)
            .build();
  }

  /// Connects if need be. Returns when the server has answered: whoever ends the connections of all
  /// other keepers after that ends this one too.
  void open() {
    boolean reused = connection.isPresent();
    try {
      connected().ping();
    } catch (JedisConnectionException e) {
      close();
      if (!reused) {
        throw e;
      }
      connected().ping();
    }
  }

  /// Follows nobody from now on, whatever another keeper has under way to it. Returns what it has.
  RedisState detach() {
    claim();
    connected().replicaof(NOWHERE.host(), NOWHERE.port());
    return ask(connected());
  }

  boolean promote() {
    connected().aclSetUser(Keys.READER, "off");
    connected().clientKill(others().user(Keys.READER));
    claim();
    connected().replicaofNoOne();
    return true;
  }

  boolean follow(Address leader) {
    claim();
    connected().aclSetUser(Keys.READER, "on");
    return feedOn(leader);
  }

  /// For who passes on nothing: a read replica.
  boolean feedOn(Address leader) {
    connected().replicaof(leader.host(), leader.port());
    return true;
  }

  /// Writes who writes in which term, and returns whether so many standbys have that.
  boolean sign(Order.Sign order) {
    if (!haveAll(order.standbys())) {
      return false;
    }
    connected()
        .hset(
            PositionKeys.HASH,
            Map.of(
                PositionKeys.TERM,
                Long.toString(order.term()),
                PositionKeys.HISTORY,
                order.history()));
    return haveAll(order.standbys());
  }

  private boolean haveAll(int standbys) {
    return connected().waitReplicas(standbys, STANDBY_WITHIN.toMillis()) >= standbys;
  }

  /// What other keepers were allowed to order before now does not arrive any more.
  private void claim() {
    connected().clientKill(others().user(user).type(ClientType.NORMAL));
  }

  private static ClientKillParams others() {
    return new ClientKillParams().skipMe(ClientKillParams.SkipMe.YES);
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
    List<String> signed =
        jedis.hmget(PositionKeys.HASH, PositionKeys.TERM, PositionKeys.SEQ, PositionKeys.HISTORY);
    Position position = Position.of(signed);
    return RedisState.parse(info, position, position.isNone() ? "" : signed.get(2));
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
