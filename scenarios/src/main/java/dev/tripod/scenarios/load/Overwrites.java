package dev.tripod.scenarios.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One writer that overwrites a few keys again and again, each time with a greater number, and
/// each time after the answer to the write before. So it can be told whether a value that was
/// overwritten comes back.
public final class Overwrites implements AutoCloseable {
  private static final int KEYS = 3;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// Nine minutes of them and more.
  private static final int MOST = 3_000;

  private final Scribe scribe;
  private final String prefix;
  private final int[] generations = new int[KEYS];
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread writer;

  private Overwrites(Store store, String prefix) {
    this.scribe = new Scribe(store);
    this.prefix = prefix;
    this.writer = Thread.ofVirtual().name("overwrites").unstarted(this::write);
  }

  /// Starts to write keys that begin with `prefix`; it ends by itself.
  public static Overwrites start(Store store, String prefix) {
    var overwrites = new Overwrites(store, prefix);
    overwrites.writer.start();
    return overwrites;
  }

  /// Writes nothing more, waits for the answer that is due, and returns all in the order in
  /// which they were written.
  public List<Entry> finish() throws InterruptedException {
    stopped.countDown();
    writer.join();
    return scribe.entries();
  }

  @Override
  public void close() {
    stopped.countDown();
  }

  private void write() {
    try {
      for (int n = 0; n < MOST && !stopped.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS); n++) {
        int key = n % KEYS;
        if (scribe.write(name(key), Integer.toString(n)) == Outcome.UNKNOWN) {
          // That write may take effect at any later time, also after the next one: that would be
          // no loss.
          generations[key]++;
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private String name(int key) {
    return "%s-again-%d-%d".formatted(prefix, key, generations[key]);
  }
}
