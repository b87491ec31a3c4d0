package dev.tripod.items.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteAcksTest {
  @ParameterizedTest
  @CsvSource({
    "consul://h:1/redis-master, , STANDBY",
    "redis://h:1, , MASTER",
    "consul://h:1/redis-master, master, MASTER",
    "redis://h:1, standby, STANDBY",
  })
  void keepersPublishMastersWhoseStandbysCount(String url, String word, WriteAcks expected) {
    assertThat(acks(url, word == null ? "" : word)).isEqualTo(expected);
  }

  @Test
  void anyOtherWordIsRefused() {
    assertThatThrownBy(() -> acks("redis://h:1", "all"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("standby or master");
  }

  private static WriteAcks acks(String url, String word) {
    Env env = new Env(Map.of("REDIS_URL", url, "WRITE_ACKS", word));
    return WriteAcks.of(env, RedisUrl.of(env, "REDIS_URL").orElseThrow());
  }
}
