package dev.tripod.items.redis;

/// No Redis server could do what was asked, within the time a caller may be kept waiting. Trying
/// again later is right.
public final class RedisUnavailable extends RuntimeException {
  private static final String NOTHING_WRITTEN =
      "no Redis master takes writes at the moment; nothing was written";
  private static final String UNKNOWN_OUTCOME =
      "no Redis master confirmed the write in time: unknown outcome. It may be stored, now or in a"
          + " moment, or not: read the item, or send the same again";

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  /// @param unknown whether one of the attempts may have had its effect
  static RedisUnavailable ofWrite(boolean unknown, Throwable cause) {
    return new RedisUnavailable(unknown ? UNKNOWN_OUTCOME : NOTHING_WRITTEN, cause);
  }
}
