package dev.tripod.scenarios.ordeal;

import dev.tripod.scenarios.lab.World;
import java.time.Duration;

/// Something that is done to the cluster while the load goes on.
///
/// @param at since the load began
/// @param what for the timeline
record Act(Duration at, String what, Deed deed) {
  @FunctionalInterface
  interface Deed {
    void on(World world) throws InterruptedException;
  }

  static Act at(int seconds, String what, Deed deed) {
    return new Act(Duration.ofSeconds(seconds), what, deed);
  }
}
