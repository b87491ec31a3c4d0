package dev.tripod.kit.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Waits for a condition, and says which one when it does not come.
public final class Await {
  private static final Duration POLL_EVERY = Duration.ofMillis(20);

  private Await() {}

  /// Asks until `condition` is true. A condition that throws is not true yet; the last exception is
  /// the failure's cause.
  public static void until(String description, Duration deadline, Callable<Boolean> condition) {
    value(description, deadline, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /// Asks until the text has all the parts, and returns it.
  public static String text(Duration deadline, Callable<String> source, String... parts) {
    return value(
        "a text with " + List.of(parts),
        deadline,
        () -> Optional.of(source.call()).filter(text -> Stream.of(parts).allMatch(text::contains)));
  }

  /// Asks until there is a value, and returns it. The last time is after the deadline: a
  /// machine that stood still is asked once more.
  public static <T> T value(String description, Duration deadline, Callable<Optional<T>> source) {
    long startNanos = System.nanoTime();
    Exception last = null;
    boolean late = false;
    while (!late) {
      late = System.nanoTime() - startNanos >= deadline.toNanos();
      try {
        Optional<T> value = source.call();
        if (value.isPresent()) {
          return value.get();
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      pause(description);
    }
    throw new AssertionError("Waited %s in vain: %s".formatted(deadline, description), last);
  }

  private static void pause(String description) {
    try {
      Thread.sleep(POLL_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting: " + description, e);
    }
  }
}
