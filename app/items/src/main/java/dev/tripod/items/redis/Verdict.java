package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;
import java.util.Optional;

/// What is known of a batch when its answers are there.
///
/// @param doubt why the answers do not count; empty when they do
/// @param position what a server has come to that has the batch
record Verdict(Optional<String> doubt, Position position) {
  /// The answers count by themselves, and nobody has counted them.
  static final Verdict PLAIN = new Verdict(Optional.empty(), Position.NONE);
}
