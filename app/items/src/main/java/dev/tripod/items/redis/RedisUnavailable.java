package dev.tripod.items.redis;

/// No Redis server could do what was asked, within the time a caller may be kept waiting. Trying
/// again later is right.
public final class RedisUnavailable extends RuntimeException {
  private static final String NOTHING_WRITTEN =
      "no Redis master takes writes at the moment; nothing was written";
  private static final String UNKNOWN_OUTCOME =
      "no Redis master confirmed the write in time: unknown outcome. It may be stored, now or in a"
          + " moment, or not: read the item, or send the same again";

  private static final String NOT_CAUGHT_UP =
      "no Redis server that can answer now has come as far as the request's position: send the same"
          + " again, or read without it what is there";

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  static RedisUnavailable ofPosition(Throwable cause) {
    return new RedisUnavailable(NOT_CAUGHT_UP, cause);
  }

  /// @param unknown whether one of the attempts may have had its effect
  static RedisUnavailable ofWrite(boolean unknown, Throwable cause) {
    return new RedisUnavailable(unknown ? UNKNOWN_OUTCOME : NOTHING_WRITTEN, cause);
  }
}
