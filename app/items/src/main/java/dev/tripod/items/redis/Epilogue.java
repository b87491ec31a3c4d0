package dev.tripod.items.redis;

import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.Pipeline;

/// What the batches of one connection end with, to learn whether their answers count.
@FunctionalInterface
interface Epilogue {
  /// What a server answers counts by itself.
  Epilogue NONE = _ -> Optional::empty;

  /// Adds to the end of a batch. When all answers are there, what it returns says why they do not
  /// count; empty when they do.
  Supplier<Optional<String>> end(Pipeline batch);
}
