package dev.tripod.scenarios.chaos;

import java.util.Optional;

/// A fault that knows whom it will hit.
///
/// @param what for people, such as "Redis master on node2 is killed"
/// @param undo for a fault that lasts until it is taken back
record Blow(String what, Deed strike, Optional<Deed> undo) {
  @FunctionalInterface
  interface Deed {
    void run() throws InterruptedException;
  }

  /// One that is over at once: what it leaves, the cluster mends by itself.
  static Blow instant(String what, Deed strike) {
    return new Blow(what, strike, Optional.empty());
  }

  static Blow lasting(String what, Deed strike, Deed undo) {
    return new Blow(what, strike, Optional.of(undo));
  }
}
