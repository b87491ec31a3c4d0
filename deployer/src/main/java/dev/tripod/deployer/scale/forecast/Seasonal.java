package dev.tripod.deployer.scale.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;

/// The load of each part of a season, and by how much the present load is off it, with a trend:
/// after Holt and Winters (P. R. Winters, "Forecasting Sales by Exponentially Weighted Moving
/// Averages", 1960), over means of [#PARTS] parts of the season. The first season only fills the
/// parts.
///
/// Unlike theirs, a part learns from the whole load, not from what the level leaves of it. The
/// level follows within minutes and would leave nothing: a season like no other, seen first, would
/// be foreseen for ever.
final class Seasonal implements Model {
  private static final int PARTS = 288;
  private static final double LEVEL_WEIGHT = 0.3;
  private static final double TREND_WEIGHT = 0.02;
  private static final double SEASON_WEIGHT = 0.3;

  private final long partMillis;

  /// How far the load is off its season; not a number until a whole one was seen.
  private final double level;

  private final double trend;

  /// The load of each part; not a number where nothing was seen yet.
  private final double[] season;

  /// The part of the newest load, counted from 1970; -1 at first.
  private final long part;

  private final double sum;
  private final long number;

  private Seasonal(
      long partMillis,
      double level,
      double trend,
      double[] season,
      long part,
      double sum,
      long number) {
    this.partMillis = partMillis;
    this.level = level;
    this.trend = trend;
    this.season = season;
    this.part = part;
    this.sum = sum;
    this.number = number;
  }

  static Seasonal every(Duration season) {
    var unseen = new double[PARTS];
    Arrays.fill(unseen, Double.NaN);
    return new Seasonal(Math.max(1, season.toMillis() / PARTS), Double.NaN, 0, unseen, -1, 0, 0);
  }

  @Override
  public Seasonal with(Instant at, double load) {
    long now = partOf(at);
    if (now < part) {
      return this;
    }
    return now == part || number == 0
        ? new Seasonal(partMillis, level, trend, season, now, sum + load, number + 1)
        : closed().with(at, load);
  }

  /// With the part of the newest load done.
  private Seasonal closed() {
    double mean = sum / number;
    int index = Math.floorMod(part, PARTS);
    var next = season.clone();
    if (Double.isNaN(level)) {
      next[index] = mean;
      boolean whole = Arrays.stream(next).noneMatch(Double::isNaN);
      return new Seasonal(partMillis, whole ? 0 : level, 0, next, part, 0, 0);
    }
    double off = mean - season[index];
    double levelNext = LEVEL_WEIGHT * off + (1 - LEVEL_WEIGHT) * (level + trend);
    double trendNext = TREND_WEIGHT * (levelNext - level) + (1 - TREND_WEIGHT) * trend;
    next[index] = season[index] + SEASON_WEIGHT * off;
    return new Seasonal(partMillis, levelNext, trendNext, next, part, 0, 0);
  }

  /// Between the middles of two parts the load is taken to move along a line.
  @Override
  public OptionalDouble at(Instant later) {
    if (Double.isNaN(level)) {
      return OptionalDouble.empty();
    }
    double position = (double) later.toEpochMilli() / partMillis - 0.5;
    long left = (long) Math.floor(position);
    double share = position - left;
    double load = of(left) * (1 - share) + of(left + 1) * share;
    return OptionalDouble.of(Math.max(0, load));
  }

  private double of(long partThen) {
    return level + trend * Math.max(0, partThen - part) + season[Math.floorMod(partThen, PARTS)];
  }

  private long partOf(Instant at) {
    return at.toEpochMilli() / partMillis;
  }
}
