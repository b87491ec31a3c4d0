package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;

/// What Redis answered to a write that counts.
///
/// @param position a server that has come there has the write; [Position#NONE] where nobody counts
public record Acknowledged<T>(T answer, Position position) {}
