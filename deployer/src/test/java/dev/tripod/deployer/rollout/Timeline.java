package dev.tripod.deployer.rollout;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Time that passes only when somebody waits, with what is to happen in it.
final class Timeline {
  private record Due(Duration at, long order, Runnable deed) {}

  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private Duration now = Duration.ofHours(1);
  private long order;

  Duration now() {
    return now;
  }

  void after(Duration delay, Runnable deed) {
    dues.add(new Due(now.plus(delay), order++, deed));
  }

  /// Lets time pass, and everything happen that is due in it.
  void pass(Duration time) {
    var until = now.plus(time);
    while (happens(until)) {
      // One after the other.
    }
    now = until;
  }

  /// Lets time pass until something happens, or the time is over.
  void passToNext(Duration atMost) {
    var until = now.plus(atMost);
    if (!happens(until)) {
      now = until;
    }
  }

  private boolean happens(Duration until) {
    if (dues.isEmpty() || dues.peek().at().compareTo(until) > 0) {
      return false;
    }
    var due = dues.poll();
    now = due.at().compareTo(now) > 0 ? due.at() : now;
    due.deed().run();
    return true;
  }
}
