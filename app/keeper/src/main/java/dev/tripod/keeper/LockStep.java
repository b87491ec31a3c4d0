package dev.tripod.keeper;

/// What to do about the lock.
sealed interface LockStep {
  record None() implements LockStep {}

  record Ask(Address candidate, String why) implements LockStep {}

  record Release(Address leader, String why) implements LockStep {}

  /// End the lock of another keeper, if that has fallen silent.
  ///
  /// @param witnessed whether its member does not answer, either
  record Expel(boolean witnessed) implements LockStep {}

  /// End the lock of the keeper that ran here before, so that waiting for its session is not
  /// needed.
  record TakeOver(String session) implements LockStep {}
}
