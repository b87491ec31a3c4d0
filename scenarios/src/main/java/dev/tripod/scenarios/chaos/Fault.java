package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.World;
import java.util.Random;

/// Something that can go wrong on the cluster.
@FunctionalInterface
interface Fault {
  /// Finds out whom it will hit. That may take seconds; the blow then comes at its moment.
  ///
  /// @param random for faults that may hit one or another
  Blow aim(World world, Random random) throws InterruptedException;
}
