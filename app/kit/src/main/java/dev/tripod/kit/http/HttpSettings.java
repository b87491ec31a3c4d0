package dev.tripod.kit.http;

import dev.tripod.kit.config.Env;
import java.time.Duration;

/// How a service listens and how it leaves.
///
/// @param port 0 lets the system choose a free one
/// @param maxBodyBytes a longer request body is answered with 413
/// @param idleTimeout a connection that is silent for longer is closed; longer than proxies keep
/// theirs, so that none sends a request into a closing one
/// @param drainDelay how long a stopping service still serves, with `/healthz` at 503, so that load
/// balancers notice
/// @param drainTimeout how long requests in flight may take to end after that
public record HttpSettings(
    int port, int maxBodyBytes, Duration idleTimeout, Duration drainDelay, Duration drainTimeout) {
  /// Three times as long as HAProxy keeps an idle connection (`haproxy/haproxy.cfg.ctmpl`).
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private static final int DEFAULT_MAX_BODY_BYTES = 256 * 1024;
  private static final int LARGEST_MAX_BODY_BYTES = 64 * 1024 * 1024;

  public HttpSettings {
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException(
          "maxBodyBytes is " + maxBodyBytes + ": expected at least 1");
    }
    if (!idleTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "idle timeout %s: expected a positive duration".formatted(idleTimeout));
    }
    if (drainDelay.isNegative() || drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "drain delay %s, timeout %s: expected no negative duration"
              .formatted(drainDelay, drainTimeout));
    }
  }

  /// From `PORT`, `MAX_BODY_BYTES`, `DRAIN_DELAY` and `DRAIN_TIMEOUT`.
  public static HttpSettings of(Env env, int defaultPort) {
    return new HttpSettings(
        env.port("PORT", defaultPort),
        env.number("MAX_BODY_BYTES", 1, LARGEST_MAX_BODY_BYTES, DEFAULT_MAX_BODY_BYTES),
        IDLE_TIMEOUT,
        env.duration("DRAIN_DELAY", Duration.ofSeconds(2)),
        env.duration("DRAIN_TIMEOUT", Duration.ofSeconds(10)));
  }
}
