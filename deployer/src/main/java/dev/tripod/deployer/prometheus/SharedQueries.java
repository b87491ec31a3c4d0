package dev.tripod.deployer.prometheus;

import dev.tripod.deployer.scale.Sample;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Asks once for all who want the same: many policies have one query.
///
/// A query that is under way is joined. An answer is given again to those who come less than
/// [#REUSED_FOR] after it was asked for; then it is asked for anew, whatever the answer was.
///
/// @param <Q> what makes two questions the same
final class SharedQueries<Q> {
  /// No policy is evaluated more often than each 50 ms, so none gets its own last answer again.
  /// And an answer is as old as the last scrape anyway, which is seldom less.
  static final Duration REUSED_FOR = Duration.ofMillis(50);

  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  /// Who asks may be interrupted; those who joined still want the answer. So it has its own thread.
  private static final Executor THREADS = query -> Thread.ofVirtual().name("query").start(query);

  private record Asked(CompletableFuture<Sample> answer, long askedNanos) {
    boolean serves(long nanoTime) {
      return !answer.isDone() || nanoTime - askedNanos < REUSED_FOR.toNanos();
    }
  }

  private final Function<Q, Sample> source;
  private final Map<Q, Asked> queries = new ConcurrentHashMap<>();
  private final AtomicLong sweptNanos = new AtomicLong(System.nanoTime());

  /// @param source ends in bounded time and never throws
  SharedQueries(Function<Q, Sample> source) {
    this.source = source;
  }

  Sample query(Q question) throws InterruptedException {
    long now = System.nanoTime();
    sweep(now);
    var query =
        queries.compute(
            question,
            (_, before) ->
                before != null && before.serves(now) ? before : new Asked(ask(question), now));
    try {
      return query.answer().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private CompletableFuture<Sample> ask(Q question) {
    return CompletableFuture.supplyAsync(() -> source.apply(question), THREADS);
  }

  /// Forgets what nobody asks for any more.
  private void sweep(long now) {
    long before = sweptNanos.get();
    if (now - before > SWEEP_EVERY.toNanos() && sweptNanos.compareAndSet(before, now)) {
      queries.values().removeIf(query -> !query.serves(now));
    }
  }
}
