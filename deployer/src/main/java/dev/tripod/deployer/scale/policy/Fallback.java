package dev.tripod.deployer.scale.policy;

import java.time.Duration;

/// What takes the place of a number that is missing (ours).
public sealed interface Fallback {

  /// Nothing: the check has no vote, and `on_error` says what that means.
  record Hold() implements Fallback {}

  /// The number that was there last, while it is not older than that.
  record Last(Duration longest) implements Fallback {}

  /// A count, whatever the strategy.
  record Fixed(int count) implements Fallback {}

  /// What the same query gave a week ago, to the second.
  record LastWeek() implements Fallback {}
}
