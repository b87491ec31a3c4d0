package dev.tripod.items.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.items.redis.Patience;
import dev.tripod.items.redis.Redis;
import dev.tripod.items.redis.RedisUrl;
import dev.tripod.items.redis.WriteAcks;
import dev.tripod.kit.testing.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

@Timeout(60)
class QuotasTest {
  private static final ApiKey THREE = new ApiKey("three", OptionalInt.of(3));

  private final RedisServer server = RedisServer.start("--save", "");
  private final RedisUrl url = new RedisUrl.Fixed(new HostAndPort("127.0.0.1", server.port()));
  private final Redis redis = new Redis(url, Optional.empty(), Optional.empty(), WriteAcks.MASTER);
  private final Redis another =
      new Redis(url, Optional.empty(), Optional.empty(), WriteAcks.MASTER);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T10:00:15.900Z"));
  private final Quotas quotas = new Quotas(redis, now::get);

  @AfterEach
  void stop() {
    redis.close();
    another.close();
    server.close();
  }

  @Test
  void countsAllInstancesTogetherUntilTheMinuteEnds() {
    Quotas elsewhere = new Quotas(another, now::get);
    assertThat(count(quotas, THREE)).isEmpty();
    assertThat(count(elsewhere, THREE)).isEmpty();
    assertThat(count(quotas, THREE)).isEmpty();
    assertThat(count(elsewhere, THREE)).isEqualTo(OptionalLong.of(45));
    assertThat(count(quotas, THREE)).isEqualTo(OptionalLong.of(45));

    now.set(Instant.parse("2026-01-01T10:00:59.999Z"));
    assertThat(count(quotas, THREE)).isEqualTo(OptionalLong.of(1));
    now.set(Instant.parse("2026-01-01T10:01:00Z"));
    assertThat(count(quotas, THREE)).as("the whole quota at the border").isEmpty();
  }

  @Test
  void countsEachNameForItself() {
    ApiKey one = new ApiKey("one", OptionalInt.of(1));
    assertThat(count(quotas, one)).isEmpty();
    assertThat(count(quotas, one)).isPresent();
    assertThat(count(quotas, THREE)).isEmpty();
  }

  @Test
  void keepsCountersApartFromItemsAndNotForLong() {
    count(quotas, THREE);
    count(quotas, new ApiKey("unlimited", OptionalInt.empty()));
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      assertThat(jedis.dbSize()).as("the items' database").isZero();
      jedis.select(1);
      String counter = "quota:three:" + now.get().getEpochSecond() / 60;
      assertThat(jedis.keys("*")).containsExactly(counter);
      assertThat(Duration.ofSeconds(jedis.ttl(counter)))
          .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
    }
  }

  private static OptionalLong count(Quotas quotas, ApiKey key) {
    return quotas.count(key, Patience.after(Duration.ZERO));
  }
}
