package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.lab.Scaled.Count;
import dev.tripod.scenarios.load.Summary;
import java.time.Duration;
import java.util.Locale;

/// One second of the demo.
record Row(Duration elapsed, int offered, Summary seen, Count items, Count replicas) {
  static final String HEADER =
      " time   offered/s   served/s   p50 ms   p99 ms   errors   items   replicas";

  String line() {
    return String.format(
        Locale.ROOT,
        "%2d:%02d   %9d   %8d   %6.1f   %6.1f   %6d   %5s   %8s",
        elapsed.toMinutes(),
        elapsed.toSecondsPart(),
        offered,
        seen.requests() - seen.errors(),
        millis(seen.p50()),
        millis(seen.p99()),
        seen.errors(),
        text(items),
        text(replicas));
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /// "2" when all that are wanted are healthy, "2>4" while two of four are.
  private static String text(Count count) {
    return count.healthy() == count.desired()
        ? Integer.toString(count.desired())
        : count.healthy() + ">" + count.desired();
  }
}
