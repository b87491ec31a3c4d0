package dev.tripod.scenarios.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Calls one action for each element, a bounded number at a time.
public final class Parallel {
  private Parallel() {}

  public static <T> void forEach(Collection<T> elements, int atATime, Consumer<T> action)
      throws InterruptedException {
    forEach(elements, atATime, Duration.ZERO, action);
  }

  /// The same with a pause between the beginnings of two.
  static <T> void forEach(Collection<T> elements, int atATime, Duration pause, Consumer<T> action)
      throws InterruptedException {
    var free = new Semaphore(atATime);
    var threads = new ArrayList<Thread>();
    for (var element : elements) {
      free.acquire();
      threads.add(Thread.ofVirtual().start(() -> act(action, element, free)));
      Thread.sleep(pause);
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  private static <T> void act(Consumer<T> action, T element, Semaphore free) {
    try {
      action.accept(element);
    } finally {
      free.release();
    }
  }
}
