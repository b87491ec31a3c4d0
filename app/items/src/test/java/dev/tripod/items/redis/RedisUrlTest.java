package dev.tripod.items.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.net.Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisUrlTest {
  @ParameterizedTest
  @CsvSource({"redis://h:1,h,1", "redis://h,h,6379", "redis://10.0.0.1:7/,10.0.0.1,7"})
  void aFixedServer(String url, String host, int port) {
    assertThat(parse(url)).contains(new RedisUrl.Fixed(new HostAndPort(host, port)));
  }

  @ParameterizedTest
  @CsvSource({
    "consul://127.0.0.1:8500/redis-master,http://127.0.0.1:8500,redis-master",
    "consul://agent/redis-replica,http://agent:8500,redis-replica",
  })
  void aServiceToFollow(String url, URI agent, String service) {
    assertThat(parse(url)).contains(new RedisUrl.Followed(Endpoint.open(agent), service));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h:1",
        "redis://",
        "redis://h:1/db/2",
        "redis://user:secret@h:1",
        "redis:h",
        "consul://h:1",
        "consul://h:1/",
        "consul://h:1/a/b",
      })
  void anythingElseIsRefused(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("REDIS_URL is ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void unsetIsEmpty() {
    assertThat(RedisUrl.of(new Env(Map.of()), "REDIS_URL")).isEmpty();
  }

  private static Optional<RedisUrl> parse(String url) {
    return RedisUrl.of(new Env(Map.of("REDIS_URL", url)), "REDIS_URL");
  }
}
