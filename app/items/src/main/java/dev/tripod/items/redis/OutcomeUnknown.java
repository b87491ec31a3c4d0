package dev.tripod.items.redis;

import redis.clients.jedis.exceptions.JedisException;

/// A command was sent, and may have had its effect or not, or may have it yet. Any other failure of
/// a command means that it had none.
final class OutcomeUnknown extends JedisException {
  private static final long serialVersionUID = 1;

  OutcomeUnknown(String reason) {
    super(reason);
  }

  OutcomeUnknown(Throwable failure) {
    super(failure.getMessage(), failure);
  }
}
