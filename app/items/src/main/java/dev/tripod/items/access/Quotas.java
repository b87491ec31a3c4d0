package dev.tripod.items.access;

import dev.tripod.items.redis.Patience;
import dev.tripod.items.redis.Redis;
import java.time.InstantSource;
import java.util.OptionalLong;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/// Counts the changes of each key in Redis, for all instances together.
///
/// The window is fixed: it begins with each minute of the clock. So a key may make its whole quota
/// just before the minute's end and the whole again just after, twice the quota within a moment; in
/// any longer time it cannot have more than its quota for each minute begun. Clocks of instances
/// that differ blur that border by as much as they differ.
///
/// Every call counts, also one that is refused afterwards. A call that Redis may have counted when
/// the connection broke is counted again: a quota may come out one too small then, never larger.
final class Quotas {
  private static final long WINDOW_SECONDS = 60;

  private final Redis redis;
  private final InstantSource clock;

  Quotas(Redis redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /// Counts a change; when it is one too many, the seconds until the window ends, from 1 to 60.
  ///
  /// @throws dev.tripod.items.redis.RedisUnavailable when no master counts it in time
  OptionalLong count(ApiKey key, Patience patience) {
    if (key.changesPerMinute().isEmpty()) {
      return OptionalLong.empty();
    }
    long now = clock.instant().getEpochSecond();
    String counter = "quota:%s:%d".formatted(key.name(), now / WINDOW_SECONDS);
    long count =
        redis
            .writes()
            .call(patience, server -> server.counted(pipeline -> increment(pipeline, counter)));
    return count <= key.changesPerMinute().getAsInt()
        ? OptionalLong.empty()
        : OptionalLong.of(WINDOW_SECONDS - now % WINDOW_SECONDS);
  }

  /// Kept for a window longer than needed, for instances whose clocks are behind.
  private static Response<Long> increment(Pipeline pipeline, String counter) {
    Response<Long> count = pipeline.incr(counter);
    pipeline.expire(counter, 2 * WINDOW_SECONDS);
    return count;
  }
}
