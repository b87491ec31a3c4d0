package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Lab;

/// What the Redis of a machine keeps its data on, which is nobody else's, has no room left,
/// hangs, or is slow.
final class Disks {
  private Disks() {}

  /// Redis ends when it cannot put a write there; Nomad starts it again, and it gets no copy of
  /// its master.
  static Fault redisFull(Machines.Finder finder) {
    return Faults.lasting(finder, "the disk of Redis on node%d is full", Lab::fill, Lab::free);
  }

  /// Redis stands still with the first write, and cannot be ended.
  static Fault redisHangs(Machines.Finder finder) {
    return Faults.lasting(finder, "the disk of Redis on node%d hangs", Lab::stall, Lab::flow);
  }

  /// Redis answers nothing before it is on its disk, so each answer takes as long.
  static Fault redisSlow(Machines.Finder finder) {
    return Faults.lasting(finder, "the disk of Redis on node%d is slow", Lab::slow, Lab::flow);
  }
}
