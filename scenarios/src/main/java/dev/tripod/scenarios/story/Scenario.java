package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.World;

/// Something that happens to the cluster, and what a client saw of it. It begins with a whole
/// cluster, and takes back what it broke, whatever comes between.
@FunctionalInterface
public interface Scenario {
  Figure run(World world) throws InterruptedException;
}
