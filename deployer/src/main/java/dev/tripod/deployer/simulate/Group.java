package dev.tripod.deployer.simulate;

import java.util.ArrayList;
import java.util.List;

/// The instances of a simulated group. Times are milliseconds since the begin of the trace.
final class Group {
  private final Plant plant;
  private final List<Long> readyAt = new ArrayList<>();
  private long deployedAt;

  Group(Plant plant, int count) {
    this.plant = plant;
    for (int i = 0; i < count; i++) {
      readyAt.add(0L);
    }
  }

  int desired() {
    return readyAt.size();
  }

  int running(long now) {
    int running = 0;
    for (long at : readyAt) {
      running += at <= now ? 1 : 0;
    }
    return running;
  }

  /// Whether a change of the count would be refused.
  boolean deploying(long now) {
    return now < deployedAt;
  }

  /// The newest go first: they serve least.
  void scale(int to, long now) {
    long ready = now + plant.startTime().toMillis();
    boolean more = to > desired();
    while (readyAt.size() < to) {
      readyAt.add(ready);
    }
    while (readyAt.size() > to) {
      readyAt.removeLast();
    }
    if (more) {
      deployedAt = ready + plant.minHealthyTime().toMillis();
    }
  }
}
