package dev.tripod.deployer.scale.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A straight line through the recent past, by least squares.
///
/// @param window how far back it looks
/// @param points oldest first, at most [#MOST] of them
record Trend(Duration window, List<Point> points) implements Model {
  private static final int MOST = 40;
  private static final int FEWEST = 5;

  record Point(Instant at, double load) {}

  Trend {
    points = List.copyOf(points);
  }

  static Trend over(Duration window) {
    return new Trend(window, List.of());
  }

  @Override
  public Trend with(Instant at, double load) {
    if (!points.isEmpty() && at.isBefore(points.getLast().at().plus(window.dividedBy(MOST)))) {
      return this;
    }
    Instant oldest = at.minus(window);
    var kept = new ArrayList<Point>(MOST);
    points.stream().filter(point -> !point.at().isBefore(oldest)).forEach(kept::add);
    kept.add(new Point(at, load));
    return new Trend(window, kept.size() > MOST ? kept.subList(1, kept.size()) : kept);
  }

  /// The line is drawn from the newest load on, so that a trend that has just begun is not late.
  @Override
  public OptionalDouble at(Instant later) {
    if (points.size() < FEWEST) {
      return OptionalDouble.empty();
    }
    Point newest = points.getLast();
    double ahead = seconds(newest.at(), later);
    return OptionalDouble.of(Math.max(0, newest.load() + slope() * ahead));
  }

  /// Load per second.
  private double slope() {
    Instant origin = points.getFirst().at();
    double n = points.size();
    double meanX = points.stream().mapToDouble(p -> seconds(origin, p.at())).sum() / n;
    double meanY = points.stream().mapToDouble(Point::load).sum() / n;
    double covariance = 0;
    double variance = 0;
    for (Point point : points) {
      double x = seconds(origin, point.at()) - meanX;
      covariance += x * (point.load() - meanY);
      variance += x * x;
    }
    return variance == 0 ? 0 : covariance / variance;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
