package dev.tripod.scenarios.ordeal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What happened, and when, for people to read.
final class Timeline {
  private final Instant begun;
  private final List<String> lines = new ArrayList<>();

  Timeline(Instant begun) {
    this.begun = begun;
  }

  synchronized void say(String what) {
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    lines.add("%6.1f s  %s".formatted(seconds, what));
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
