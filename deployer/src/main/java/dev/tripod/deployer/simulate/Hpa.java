package dev.tripod.deployer.simulate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// What Kubernetes' HPA v2 does with its defaults, for a metric of the whole group: each 15 s
/// `ceil(metric / target)`, unless within a tolerance of 10 %; scale-in to the highest of the last
/// 300 s; scale-out by at most 4 instances or 100 % in 15 s.
///
/// Source: the documentation of "Horizontal Pod Autoscaling", sections "Algorithm details" and
/// "Default behavior".
final class Hpa implements Contender {
  private static final Duration SYNC_PERIOD = Duration.ofSeconds(15);
  private static final Duration DOWNSCALE_WINDOW = Duration.ofMinutes(5);
  private static final double TOLERANCE = 0.1;
  private static final int MOST_PODS = 4;

  private record Recommended(long at, int count) {}

  private final Load load;
  private final Deque<Recommended> recent = new ArrayDeque<>();

  Hpa(Load load) {
    this.load = load;
  }

  @Override
  public String name() {
    return "hpa";
  }

  @Override
  public Duration interval() {
    return SYNC_PERIOD;
  }

  @Override
  public int decide(View view) {
    int current = view.desired();
    double ratio = view.measured() / (load.capacity() * Math.max(1, current));
    int wanted = Math.abs(ratio - 1) <= TOLERANCE ? current : load.needed(view.measured());
    recent.addLast(new Recommended(view.now(), wanted));
    recent.removeIf(one -> one.at() <= view.now() - DOWNSCALE_WINDOW.toMillis());
    int stable = recent.stream().mapToInt(Recommended::count).max().orElse(wanted);
    int most = Math.max(current + MOST_PODS, 2 * current);
    return wanted > current ? Math.min(wanted, most) : Math.min(current, stable);
  }
}
