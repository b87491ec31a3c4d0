package dev.tripod.deployer.scale.policy;

import java.time.Duration;

/// What a burst is, and how long it is answered in haste: at once, without limits of steps, and
/// without giving up an instance until it has been over for a while. After Knative's autoscaler.
///
/// @param threshold the wanted count against the ready one from which on it is a burst
/// @param window how long after the last sign of the burst nothing scales in
public record Panic(double threshold, Duration window) {
  public static final double DEFAULT_THRESHOLD = 2;
  public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(1);

  public boolean is(int wanted, int ready) {
    return wanted >= threshold * Math.max(ready, 1) && wanted > ready;
  }
}
