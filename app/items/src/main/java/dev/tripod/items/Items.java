package dev.tripod.items;

import dev.tripod.items.redis.Command;
import dev.tripod.items.redis.Redis;
import dev.tripod.items.redis.RedisUnavailable;
import dev.tripod.kit.http.Health;
import dev.tripod.kit.http.HttpService;
import dev.tripod.kit.http.Metrics;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The items service: the API, its health and its Redis.
///
/// An instance is healthy while it can read. Without a master it is degraded: reads go on, and no
/// other instance would do better.
public final class Items implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Items.class);
  private static final Duration ATTEMPT_EVERY = Duration.ofMillis(200);
  private static final int QUIET_ATTEMPTS = 5;

  private final Redis redis;
  private final HttpService http;

  private Items(Redis redis, HttpService http) {
    this.redis = redis;
    this.http = http;
  }

  /// Returns when the port accepts connections; Redis may still be missing.
  static Items start(ItemsSettings settings) {
    UUID server = UUID.randomUUID();
    Redis redis =
        new Redis(settings.writeUrl(), settings.readUrl(), settings.login(), settings.acks());
    Thread.startVirtualThread(() -> logConnection("Redis", () -> ping(redis, true)));
    Thread.startVirtualThread(() -> logConnection("the replicas", () -> ping(redis, false)));
    Health health =
        new Health()
            .required("redis-read", () -> component(() -> ping(redis, false)))
            .matters("redis-write", () -> component(() -> ping(redis, true)));
    ItemsApi api =
        new ItemsApi(
            new ItemStore(redis), settings.cors(), settings.changes().guard(redis), server);
    HttpService http = HttpService.start(settings.http(), new Metrics(), health, api::register);
    LOG.info("listening at http://0.0.0.0:{} as server {}", http.port(), server);
    return new Items(redis, http);
  }

  int port() {
    return http.port();
  }

  void closeOnExit() {
    http.closeOnExit(redis::close);
  }

  @Override
  public void close() {
    http.close();
    redis.close();
  }

  private static String ping(Redis redis, boolean master) {
    Command<String> ping = server -> server.jedis().ping() + " from " + server.address();
    return master ? redis.writes().callNow(ping) : redis.reads().callNow(ping);
  }

  private static Health.Component component(Supplier<String> ping) {
    try {
      return Health.Component.up(ping.get());
    } catch (RedisUnavailable failure) {
      return Health.Component.down(failure.getMessage());
    }
  }

  /// Says once when Redis answers, and once before that when it does not at first.
  private static void logConnection(String what, Supplier<String> ping) {
    for (int attempt = 0; ; attempt++) {
      try {
        LOG.info("connected to {}: {}", what, ping.get());
        return;
      } catch (RedisUnavailable failure) {
        if (attempt == QUIET_ATTEMPTS) {
          LOG.warn("not connected to {} yet: {}", what, reason(failure));
        }
        LockSupport.parkNanos(ATTEMPT_EVERY.toNanos());
      }
    }
  }

  /// For the log alone: it names addresses.
  private static String reason(RedisUnavailable failure) {
    return failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage();
  }
}
