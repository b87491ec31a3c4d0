package dev.tripod.scenarios.lab;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks again and again beside what a scenario does, until it is closed.
public final class Repeat implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Repeat(Duration pause, Runnable look) {
    thread = Thread.ofVirtual().name("repeat").start(() -> repeat(pause, look));
  }

  /// Begins after the first pause.
  ///
  /// @param pause between two looks
  public static Repeat each(Duration pause, Runnable look) {
    return new Repeat(pause, look);
  }

  /// Ends after the look that is under way.
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat(Duration pause, Runnable look) {
    try {
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        look.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
