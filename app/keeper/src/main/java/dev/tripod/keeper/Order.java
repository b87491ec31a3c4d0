package dev.tripod.keeper;

/// What to tell a Redis instance, while the lock belongs to whom it belonged when this was decided.
sealed interface Order {
  Instance target();

  /// Follow nobody, take no writes, and say how far the data has come. Reads go on.
  record Detach(Instance target) implements Order {}

  /// Become master.
  record Promote(Instance target, String why) implements Order {}

  /// Write the new term, and by whom it is written, once there are standbys that get it.
  ///
  /// @param history what began with the promotion
  /// @param standbys that must have it
  record Sign(Instance target, long term, String history, int standbys) implements Order {}

  record Follow(Instance target, Address leader) implements Order {}
}
