package dev.tripod.scenarios.chaos;

/// A disk has no room left.
final class Disks {
  private Disks() {}

  /// The one that the Redis of a machine keeps its data on, which is nobody else's. Redis ends
  /// when it cannot put a write there; Nomad starts it again, and it gets no copy of its master.
  static Fault redisFull(Machines.Finder finder) {
    return (world, _) -> {
      int node = finder.find(world);
      return Blow.lasting(
          "the disk of Redis on node" + node + " is full",
          () -> world.lab().fill(node),
          () -> world.lab().free(node));
    };
  }
}
