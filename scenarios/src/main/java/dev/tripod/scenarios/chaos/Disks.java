package dev.tripod.scenarios.chaos;

/// What the Redis of a machine keeps its data on, which is nobody else's, has no room left, or
/// hangs.
final class Disks {
  private Disks() {}

  /// Redis ends when it cannot put a write there; Nomad starts it again, and it gets no copy of
  /// its master.
  static Fault redisFull(Machines.Finder finder) {
    return (world, _) -> {
      int node = finder.find(world);
      return Blow.lasting(
          "the disk of Redis on node" + node + " is full",
          () -> world.lab().fill(node),
          () -> world.lab().free(node));
    };
  }

  /// Redis stands still with the first write, and cannot be ended.
  static Fault redisHangs(Machines.Finder finder) {
    return (world, _) -> {
      int node = finder.find(world);
      return Blow.lasting(
          "the disk of Redis on node" + node + " hangs",
          () -> world.lab().stall(node),
          () -> world.lab().flow(node));
    };
  }
}
