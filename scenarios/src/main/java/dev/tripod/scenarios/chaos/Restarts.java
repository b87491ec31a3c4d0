package dev.tripod.scenarios.chaos;

import java.time.Duration;

/// The machines' own services restart, one machine after the other, because somebody wants it.
final class Restarts {
  /// Shorter than the load, so that what comes after it is seen, too.
  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private Restarts() {}

  /// By the playbook that operators use.
  static Fault of(String... services) {
    var names = String.join(",", services);
    return (world, _) ->
        Blow.instant(
            "rolling restart of " + names,
            () -> world.checkout().play(AT_MOST, "restart.yml", "-e", "services=" + names));
  }
}
