package dev.tripod.scenarios.story;

import java.time.Duration;
import java.util.Random;

/// The time before a fault, under load.
public final class Calm {
  private static final Duration SHORTEST = Duration.ofSeconds(4);

  /// It is longer by up to this, so that the fault meets whatever goes on each few seconds at
  /// any time of it.
  private static final int PHASE_MILLIS = 5_000;

  private Calm() {}

  public static void pass(Random random) throws InterruptedException {
    Thread.sleep(SHORTEST.plusMillis(random.nextInt(PHASE_MILLIS)));
  }
}
