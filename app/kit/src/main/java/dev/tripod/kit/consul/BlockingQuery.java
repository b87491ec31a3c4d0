package dev.tripod.kit.consul;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Follows one answer of Consul in a thread of its own: asks, hands the answer on, asks again from
/// its index. Failures are reported and asked again after a pause, history is left out.
final class BlockingQuery<T> implements AutoCloseable {
  /// Keeps a value that changes all the time, or an agent that refuses at once, from costing a
  /// whole core.
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

  private final LongFunction<Indexed<T>> query;
  private final Consumer<Indexed<T>> onAnswer;
  private final Consumer<ConsulUnavailable> onFailure;
  private final Thread thread;
  private volatile boolean closed;

  private BlockingQuery(
      LongFunction<Indexed<T>> query,
      Consumer<Indexed<T>> onAnswer,
      Consumer<ConsulUnavailable> onFailure,
      String name) {
    this.query = query;
    this.onAnswer = onAnswer;
    this.onFailure = onFailure;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  static <T> BlockingQuery<T> start(
      String name,
      LongFunction<Indexed<T>> query,
      Consumer<Indexed<T>> onAnswer,
      Consumer<ConsulUnavailable> onFailure) {
    BlockingQuery<T> started = new BlockingQuery<>(query, onAnswer, onFailure, name);
    started.thread.start();
    return started;
  }

  private void run() {
    NewsOrder<T> order = new NewsOrder<>();
    long index = 0;
    while (!closed) {
      try {
        Indexed<T> answer = query.apply(index);
        if (order.admits(answer, System.nanoTime())) {
          index = answer.index();
          onAnswer.accept(answer);
        } else {
          index = order.index();
        }
        pause(PAUSE);
      } catch (ConsulUnavailable e) {
        index = 0;
        if (!closed) {
          onFailure.accept(e);
          pause(PAUSE_AFTER_FAILURE);
        }
      }
    }
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Interrupting a virtual thread closes the socket that it waits on, so this takes effect at
  /// once.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
