package dev.tripod.kit.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// For what has to be done within a time, on a machine that may stand still for seconds: one
/// of a few attempts has to be in time. What is slow by itself is late each time.
public final class InTime {
  private static final int ATTEMPTS = 3;

  private InTime() {}

  /// What came of the first attempt that took less than `limit`.
  public static <T> T of(String description, Duration limit, Callable<T> attempt) throws Exception {
    List<Duration> took = new ArrayList<>();
    while (took.size() < ATTEMPTS) {
      long startNanos = System.nanoTime();
      T result = attempt.call();
      took.add(Duration.ofNanos(System.nanoTime() - startNanos));
      if (took.getLast().compareTo(limit) < 0) {
        return result;
      }
    }
    throw new AssertionError(
        "Not once within %s: %s; it took %s".formatted(limit, description, took));
  }
}
