package dev.tripod.keeper;

/// What to tell a Redis instance.
sealed interface Order {
  Instance target();

  /// Become master, and write `position` as the first thing. Needs the lock at the moment of
  /// sending.
  record Promote(Instance target, Position position, String why) implements Order {}

  /// Write `position`. Needs the lock at the moment of sending.
  record Beat(Instance target, Position position) implements Order {}

  record Follow(Instance target, Address leader) implements Order {}

  /// Take no more writes: become a replica of nowhere. Reads go on.
  record Fence(Instance target, String why) implements Order {}
}
