package dev.tripod.items.redis;

import java.util.function.Supplier;
import redis.clients.jedis.Pipeline;

/// What the batches of one connection end with, to learn whether their answers count.
@FunctionalInterface
interface Epilogue {
  /// What a server answers counts by itself.
  Epilogue NONE = _ -> () -> Verdict.PLAIN;

  /// Adds to the end of a batch. What it returns is asked when all answers are there.
  Supplier<Verdict> end(Pipeline batch);
}
