package dev.tripod.deployer.simulate;

import java.time.Duration;

/// A system that scales, in simulated time.
public interface Contender {

  /// `tripod`, as tables and JSON name it.
  String name();

  /// How often it decides.
  Duration interval();

  /// Whether Nomad refuses its changes while it deploys.
  default boolean waitsForDeployments() {
    return false;
  }

  /// The count that it wants now.
  int decide(View view);

  /// What a system sees of the group.
  interface View {
    /// Milliseconds since the begin.
    long now();

    int desired();

    int running();

    boolean deploying();

    /// The demand on the whole group, as it was measured last: the mean between two scrapes.
    double measured();

    /// The mean of what was measured during this time.
    double measured(Duration window);

    /// The demand itself, of now and of later. Only an oracle may look.
    double highestUntil(Duration ahead);
  }
}
