package dev.tripod.scenarios.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes unique keys at a fixed arrival rate and keeps book of what was acknowledged, so that it
/// can be told afterwards what was lost. The model is open: a slow answer delays no later write.
public final class Ledger implements AutoCloseable {
  private static final int MAX_IN_FLIGHT = 5_000;

  private final Store store;
  private final String prefix;
  private final Stage stage;
  private final Scribe scribe;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final AtomicInteger unsent = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread conductor;

  private Ledger(Store store, String prefix, Stage stage) {
    this.store = store;
    this.scribe = new Scribe(store);
    this.prefix = prefix;
    this.stage = stage;
    this.conductor = Thread.ofVirtual().name("ledger").unstarted(this::conduct);
  }

  /// Starts to write keys that begin with `prefix`; it ends by itself after the stage.
  public static Ledger start(Store store, String prefix, Stage stage) {
    Stage.bounded(List.of(stage));
    var ledger = new Ledger(store, prefix, stage);
    ledger.conductor.start();
    return ledger;
  }

  /// Waits until the stage has ended and every answer is in.
  public List<Sample> await() throws InterruptedException {
    conductor.join();
    inFlight.acquire(MAX_IN_FLIGHT);
    inFlight.release(MAX_IN_FLIGHT);
    return scribe.recorder().all();
  }

  /// Writes nothing more, and waits for the answers that are due.
  public List<Sample> finish() throws InterruptedException {
    stopped.countDown();
    return await();
  }

  public List<Sample> endedBetween(Instant from, Instant to) {
    return scribe.recorder().endedBetween(from, to);
  }

  public long count(Outcome outcome) {
    return entries().stream().filter(entry -> entry.outcome() == outcome).count();
  }

  /// Writes that were not even tried, because too many were without an answer.
  public int unsent() {
    return unsent.get();
  }

  /// Every write whose answer is in, or due no longer.
  public List<Entry> entries() {
    return scribe.entries();
  }

  /// The acknowledged keys that cannot be read back within `limit`.
  public Set<String> lost(Duration limit) throws InterruptedException {
    return new ReadBack(store).judge(entries(), limit).lost();
  }

  /// Deletes what this ledger wrote.
  public void forget() throws InterruptedException {
    new ReadBack(store).forget(entries());
  }

  @Override
  public void close() {
    stopped.countDown();
  }

  private void conduct() {
    long begun = System.nanoTime();
    long interval = TimeUnit.SECONDS.toNanos(1) / stage.requestsPerSecond();
    try {
      for (long n = 0; n < stage.requests(); n++) {
        long pause = begun + n * interval - System.nanoTime();
        if (stopped.await(pause, TimeUnit.NANOSECONDS)) {
          return;
        }
        send(prefix + "-" + n);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String key) {
    if (!inFlight.tryAcquire()) {
      unsent.incrementAndGet();
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                scribe.write(key, key);
              } finally {
                inFlight.release();
              }
            });
  }
}
