package dev.tripod.scenarios.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Writes unique keys at a fixed arrival rate and keeps book of what was acknowledged, so that it
/// can be told afterwards what was lost. The model is open: a slow answer delays no later write.
public final class Ledger implements AutoCloseable {
  private static final int MAX_IN_FLIGHT = 5_000;

  /// What became of a write.
  public enum Outcome {
    /// The API said that it is kept.
    ACKNOWLEDGED,
    /// The API said that it is not, or may not be.
    REFUSED,
    /// No answer: it may be kept or not.
    UNKNOWN
  }

  private final Items items;
  private final String prefix;
  private final Stage stage;
  private final Recorder recorder = new Recorder();
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final AtomicInteger unsent = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread conductor;

  private Ledger(Items items, String prefix, Stage stage) {
    this.items = items;
    this.prefix = prefix;
    this.stage = stage;
    this.conductor = Thread.ofVirtual().name("ledger").unstarted(this::conduct);
  }

  /// Starts to write keys that begin with `prefix`; it ends by itself after the stage.
  public static Ledger start(Items items, String prefix, Stage stage) {
    Stage.bounded(List.of(stage));
    var ledger = new Ledger(items, prefix, stage);
    ledger.conductor.start();
    return ledger;
  }

  /// Waits until the stage has ended and every answer is in.
  public List<Sample> await() throws InterruptedException {
    conductor.join();
    inFlight.acquire(MAX_IN_FLIGHT);
    inFlight.release(MAX_IN_FLIGHT);
    return recorder.all();
  }

  /// Writes nothing more, and waits for the answers that are due.
  public List<Sample> finish() throws InterruptedException {
    stopped.countDown();
    return await();
  }

  public List<Sample> endedBetween(Instant from, Instant to) {
    return recorder.endedBetween(from, to);
  }

  public long count(Outcome outcome) {
    return outcomes.values().stream().filter(outcome::equals).count();
  }

  /// Writes that were not even tried, because too many were without an answer.
  public int unsent() {
    return unsent.get();
  }

  /// The acknowledged keys that cannot be read back within `limit`.
  public Set<String> lost(Duration limit) throws InterruptedException {
    return new ReadBack(items).missing(keys(Outcome.ACKNOWLEDGED), limit);
  }

  /// Deletes what this ledger wrote.
  public void forget() throws InterruptedException {
    new ReadBack(items).forget(outcomes.keySet());
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
                write(key);
              } finally {
                inFlight.release();
              }
            });
  }

  private void write(String key) {
    var start = Instant.now();
    outcomes.put(key, Outcome.UNKNOWN);
    int status = 0;
    String error = "";
    try {
      status = items.post(key, key).statusCode();
      outcomes.put(key, status == 200 ? Outcome.ACKNOWLEDGED : Outcome.REFUSED);
    } catch (IOException cause) {
      error = cause.toString();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      error = ended.toString();
    }
    recorder.add(new Sample(start, Duration.between(start, Instant.now()), status, error));
  }

  private Set<String> keys(Outcome outcome) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue() == outcome)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
