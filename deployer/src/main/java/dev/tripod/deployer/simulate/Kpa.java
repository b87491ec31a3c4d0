package dev.tripod.deployer.simulate;

import java.time.Duration;

/// What Knative's autoscaler does with its defaults: each 2 s the mean of 60 s over the target; in
/// a panic (the mean of 6 s asks for twice what is ready) that of 6 s, and nothing is given up
/// until 60 s after the last sign of it. At most half is given up at once. Its utilization of 70 %
/// is left out, since all systems here are given the same target.
///
/// Source: the documentation of Knative Serving, "About autoscaling" and "Configuring the KPA".
final class Kpa implements Contender {
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration STABLE_WINDOW = Duration.ofMinutes(1);
  private static final Duration PANIC_WINDOW = Duration.ofSeconds(6);
  private static final double PANIC_THRESHOLD = 2;
  private static final double MOST_UP = 1000;
  private static final double MOST_DOWN = 2;

  private final Load load;
  private long panicAt = Long.MIN_VALUE;
  private int panicMost;

  Kpa(Load load) {
    this.load = load;
  }

  @Override
  public String name() {
    return "kpa";
  }

  @Override
  public Duration interval() {
    return TICK;
  }

  @Override
  public int decide(View view) {
    int ready = Math.max(1, view.running());
    int least = (int) Math.floor(ready / MOST_DOWN);
    int most = (int) Math.ceil(MOST_UP * ready);
    int stable = Math.clamp(needed(view, STABLE_WINDOW), least, most);
    int panic = Math.clamp(needed(view, PANIC_WINDOW), least, most);
    boolean wasInPanic = panicAt != Long.MIN_VALUE;
    if (panic >= PANIC_THRESHOLD * ready) {
      panicAt = view.now();
    } else if (wasInPanic && view.now() - panicAt > STABLE_WINDOW.toMillis()) {
      panicAt = Long.MIN_VALUE;
      panicMost = 0;
    }
    if (panicAt == Long.MIN_VALUE) {
      return stable;
    }
    panicMost = Math.max(panicMost, Math.max(panic, view.desired()));
    return panicMost;
  }

  private int needed(View view, Duration window) {
    return load.needed(view.measured(window));
  }
}
