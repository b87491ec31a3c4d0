package dev.tripod.kit.consul;

import java.time.Duration;

/// How soon a lock passes from a holder that fell silent to the next one.
///
/// @param renewEvery how often the holder confirms its session and says that it lives
/// @param death so much silence is taken for death; a holder on a busy machine may leave out a
/// writing or two
/// @param lockDelay for so long nobody gets the lock of a session that was ended
public record LockTiming(Duration renewEvery, Duration death, Duration lockDelay) {
  /// For who believes in the lock that it holds: more delay than [ConsulLock#VALID_FOR].
  public static final LockTiming BELIEVED =
      new LockTiming(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(5));

  /// For who asks Consul before each act, and whose acts are checked where they arrive: two that
  /// believe to hold it at the same time do no harm, so nobody has to wait.
  public static final LockTiming CHECKED =
      new LockTiming(Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ZERO);
}
