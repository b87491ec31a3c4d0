package dev.tripod.items.redis;

/// No Redis server could do what was asked, within the time a caller may be kept waiting. Trying
/// again later is right.
public final class RedisUnavailable extends RuntimeException {
  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
