package dev.tripod.items.redis;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.items.Reign;
import dev.tripod.kit.redis.Position;
import dev.tripod.kit.redis.RedisLogin;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// The rights that the cluster's Redis gives the service: enough, and no more. The rest of the
/// users is left as Redis has it.
@Timeout(300)
class RightsTest {
  private static final Path TEMPLATE = Path.of("ansible/roles/credentials/templates/users.acl.j2");
  private static final String USER = "user items ";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  private RedisServer master;
  private RedisServer standby;
  private Redis redis;

  @BeforeEach
  void open() throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("--save", "", "--repl-diskless-sync-delay", "0", "--user", "items"));
    args.addAll(List.of(rules().split(" ")));
    master = RedisServer.start(args.toArray(String[]::new));
    args.addAll(List.of("--replicaof", "127.0.0.1 " + master.port()));
    standby = RedisServer.start(args.toArray(String[]::new));
    Reign.begin(master, 1);
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    redis =
        new Redis(
            new RedisUrl.Fixed(address(master)),
            Optional.of(new RedisUrl.Fixed(address(standby))),
            Optional.of(new RedisLogin("items", password)),
            WriteAcks.STANDBY);
  }

  @AfterEach
  void close() {
    redis.close();
    standby.close();
    master.close();
  }

  @Test
  void itMayWriteAndLearnWhoHasIt() {
    Await.until("written", SOON, () -> set().equals("OK"));
    assertThat(
            redis
                .writes()
                .<Long>write(Patience.after(ZERO), pipeline -> pipeline.del("key"))
                .answer())
        .isEqualTo(1);
  }

  @Test
  void itMaySeeItsOwnWriteAtAReplica() {
    Await.until("written", SOON, () -> set().equals("OK"));
    Position written =
        redis
            .writes()
            .write(Patience.after(ZERO), pipeline -> pipeline.set("key", "mine"))
            .position();
    String seen =
        redis
            .reads()
            .call(written, Patience.after(ZERO), server -> server.batched(in -> in.get("key")));
    assertThat(seen).isEqualTo("mine");
  }

  @Test
  void itMayCountNothingButWritesAndQuotas() {
    try (Jedis jedis =
        new Jedis(
            address(master),
            DefaultJedisClientConfig.builder().user("items").password("secret").build())) {
      assertThat(jedis.hincrBy("keeper:position", "seq", 1)).isPositive();
      assertThat(jedis.incr("quota:one")).isPositive();
      assertThatThrownBy(() -> jedis.hincrBy("other", "seq", 1)).isInstanceOf(JedisException.class);
      assertThatThrownBy(() -> jedis.hmget("other", "history")).isInstanceOf(JedisException.class);
      assertThatThrownBy(() -> jedis.hset("keeper:position", "history", "mine"))
          .isInstanceOf(JedisException.class);
      assertThatThrownBy(() -> jedis.incr("other")).isInstanceOf(JedisException.class);
    }
  }

  private String set() {
    return redis
        .writes()
        .write(Patience.after(ZERO), pipeline -> pipeline.set("key", "value"))
        .answer();
  }

  private static HostAndPort address(RedisServer server) {
    return new HostAndPort("127.0.0.1", server.port());
  }

  /// With a password of the test's.
  private static String rules() throws IOException {
    try (var lines = Files.lines(repository().resolve(TEMPLATE))) {
      return lines
          .filter(line -> line.startsWith(USER))
          .findFirst()
          .orElseThrow()
          .substring(USER.length())
          .replaceFirst("\\{\\{.*?}}", ">secret");
    }
  }

  private static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve(TEMPLATE))) {
      at = at.getParent();
    }
    return at;
  }
}
