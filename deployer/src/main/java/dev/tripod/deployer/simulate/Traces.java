package dev.tripod.deployer.simulate;

import dev.tripod.deployer.simulate.Trace.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/// Demands of our own making, each from its seed alone, in units of what one instance serves.
public enum Traces {
  /// One instance's worth, then six.
  STEP(1800, 1),
  /// Up to eight and down again, along straight lines.
  RAMP(3600, 5),
  /// Two days, with little at night and a peak in the evening.
  DAILY(2 * 86_400, 60),
  /// Quiet, with bursts at random times.
  BURSTY(7200, 5),
  /// Around three, with much noise.
  NOISY(3600, 5);

  private final int seconds;
  private final int step;

  Traces(int seconds, int step) {
    this.seconds = seconds;
    this.step = step;
  }

  /// The demand, in the unit of what an instance serves.
  ///
  /// @param capacity what one instance serves
  public Trace make(long seed, double capacity) {
    IntToDoubleFunction demand = demand(new SplittableRandom(seed));
    List<Point> points = new ArrayList<>();
    for (int second = 0; second < seconds; second += step) {
      points.add(new Point(second, demand.applyAsDouble(second) * capacity));
    }
    return Trace.of(name().toLowerCase(Locale.ROOT), points);
  }

  /// The demand at each second in instances, asked in their order.
  private IntToDoubleFunction demand(SplittableRandom random) {
    return switch (this) {
      case STEP -> second -> second < 600 || second >= 1200 ? 0.9 : 5.5;
      case RAMP -> second -> 0.5 + 7 * Math.min(second, 3600 - second) / 1800.0;
      case DAILY -> daily(random);
      case BURSTY -> bursty(random);
      case NOISY -> _ -> Math.max(0, 3 + 0.9 * random.nextGaussian());
    };
  }

  private static IntToDoubleFunction daily(SplittableRandom random) {
    return second -> {
      double day = 2 * Math.PI * second / 86_400;
      double base = 3.5 - 2.2 * Math.cos(day - 0.6) + 0.8 * Math.sin(2 * day);
      return Math.max(0.2, base * (1 + 0.05 * random.nextGaussian()));
    };
  }

  /// A burst comes about each 8 minutes, lasts one to three, and rises within seconds.
  private static IntToDoubleFunction bursty(SplittableRandom random) {
    var burst = new double[] {0, 0};
    return second -> {
      if (second >= burst[1] && random.nextInt(96) == 0) {
        burst[0] = random.nextDouble(2, 6);
        burst[1] = second + random.nextInt(60, 180);
      }
      double extra = second < burst[1] ? burst[0] : 0;
      return Math.max(0.1, 1.2 + extra + 0.1 * random.nextGaussian());
    };
  }
}
