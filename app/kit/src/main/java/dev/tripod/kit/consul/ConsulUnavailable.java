package dev.tripod.kit.consul;

/// Consul did not answer, or answered that it cannot serve now (no leader, agent starting). Nothing
/// is known about whether a write took effect; callers keep what they knew and ask again.
public final class ConsulUnavailable extends RuntimeException {
  public ConsulUnavailable(String message) {
    super(message);
  }

  public ConsulUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
