package dev.tripod.scenarios.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for conditions on the cluster. While a node is down, asking may fail: that counts as "not
/// yet".
public final class Until {
  private static final Duration POLL = Duration.ofMillis(50);

  private Until() {}

  /// Returns how long it took until `condition` held; fails with `what` when it did not within
  /// `limit`.
  public static Duration holds(String what, Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    return holds(what, limit, POLL, condition);
  }

  /// The same with a pause of its own between two questions, for conditions that are dear to ask.
  public static Duration holds(
      String what, Duration limit, Duration pause, BooleanSupplier condition)
      throws InterruptedException {
    long begun = System.nanoTime();
    Unreachable last = null;
    while (System.nanoTime() - begun < limit.toNanos()) {
      try {
        if (condition.getAsBoolean()) {
          return Duration.ofNanos(System.nanoTime() - begun);
        }
      } catch (Unreachable notYet) {
        last = notYet;
      }
      Thread.sleep(pause);
    }
    throw new ScenarioFailed(
        "waited %d s in vain until %s%s"
            .formatted(
                limit.toSeconds(), what, last == null ? "" : " (last: " + last.getMessage() + ")"));
  }

  /// Holds when `condition` has held each time it was asked, for `time` at least.
  public static BooleanSupplier steadily(Duration time, BooleanSupplier condition) {
    return new BooleanSupplier() {
      private long failedNanos = System.nanoTime();

      @Override
      public boolean getAsBoolean() {
        boolean holds = false;
        try {
          holds = condition.getAsBoolean();
        } finally {
          if (!holds) {
            failedNanos = System.nanoTime();
          }
        }
        return System.nanoTime() - failedNanos >= time.toNanos();
      }
    };
  }
}
