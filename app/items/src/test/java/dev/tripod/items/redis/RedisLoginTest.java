package dev.tripod.items.redis;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.redis.RedisLogin;
import dev.tripod.kit.testing.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/// A Redis that asks who calls.
class RedisLoginTest {
  @TempDir Path folder;

  private final RedisServer server =
      RedisServer.start(
          ("--user default on nopass -@all +ping"
                  + " --user admin on >admin allkeys +@all"
                  + " --user items on >first allkeys -@all +set +get +client|setname")
              .split(" "));
  private Path passwordFile;
  private Redis redis;

  @BeforeEach
  void open() throws IOException {
    passwordFile = Files.writeString(folder.resolve("password"), "first\n");
    redis = redis(Optional.of(new RedisLogin("items", passwordFile)));
  }

  @AfterEach
  void close() {
    redis.close();
    server.close();
  }

  @Test
  void whoHasThePasswordWrites() {
    assertThat(set(redis)).isEqualTo("OK");
  }

  @Test
  void whoHasNoneIsRefused() {
    try (var stranger = redis(Optional.empty())) {
      assertThatThrownBy(() -> set(stranger)).isInstanceOf(JedisException.class);
    }
  }

  @Test
  void aCommandThatTheUserMayNotGiveIsRefused() {
    assertThatThrownBy(
            () ->
                redis
                    .writes()
                    .call(Patience.after(ZERO), to -> to.batched(pipeline -> pipeline.del("key"))))
        .hasMessageContaining("NOPERM");
  }

  @Test
  void aNewPasswordIsTakenUpWithoutARestart() throws IOException {
    assertThat(set(redis)).isEqualTo("OK");

    Files.writeString(passwordFile, "second");
    try (var admin = admin()) {
      admin.aclSetUser("items", "resetpass", ">second");
      admin.sendCommand(Protocol.Command.CLIENT, "KILL", "USER", "items");
    }

    assertThat(set(redis)).isEqualTo("OK");
  }

  @Test
  void oneVariableWithoutTheOtherIsRefused() {
    assertThatThrownBy(() -> RedisLogin.of(new Env(Map.of("REDIS_USER", "items"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("REDIS_PASSWORD_FILE");
  }

  private Redis redis(Optional<RedisLogin> login) {
    var url = new RedisUrl.Fixed(address());
    return new Redis(url, Optional.empty(), login, WriteAcks.MASTER);
  }

  private static String set(Redis redis) {
    return redis
        .writes()
        .call(Patience.after(ZERO), to -> to.batched(pipeline -> pipeline.set("key", "value")));
  }

  private Jedis admin() {
    return new Jedis(
        address(), DefaultJedisClientConfig.builder().user("admin").password("admin").build());
  }

  private HostAndPort address() {
    var url = URI.create(server.url());
    return new HostAndPort(url.getHost(), url.getPort());
  }
}
