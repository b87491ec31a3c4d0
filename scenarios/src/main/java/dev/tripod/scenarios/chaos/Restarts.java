package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Command;
import java.time.Duration;
import java.util.List;

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
            () ->
                Command.run(
                        world.checkout().root().resolve("ansible"),
                        AT_MOST,
                        List.of("ansible-playbook", "restart.yml", "-e", "services=" + names))
                    .orFail());
  }
}
