package dev.tripod.deployer.scale.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A model of a load, and how far off it was lately.
///
/// Each forecast is kept until its time has come, and then held against the load of that time. The
/// error is the mean of the absolute errors over the mean of the loads, where older ones count less
/// and less.
///
/// @param open forecasts whose time has not come, oldest first, at most [#MOST_OPEN]
/// @param errors the weighted sum of the absolute errors
/// @param loads the weighted sum of the loads that they were errors of
/// @param judged how many have been held against a load
public record Forecast(Model model, List<Due> open, double errors, double loads, int judged) {
  private static final int MOST_OPEN = 32;
  private static final int FEWEST_JUDGED = 10;
  private static final double MEMORY = 0.97;
  private static final int WINDOW_OF_HORIZONS = 6;
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(20);

  /// @param at the time that it is a forecast of
  record Due(Instant at, double load) {}

  public Forecast {
    open = List.copyOf(open);
  }

  public static Forecast trend(Duration horizon) {
    Duration window = horizon.multipliedBy(WINDOW_OF_HORIZONS);
    return of(Trend.over(window.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : window));
  }

  public static Forecast seasonal(Duration season) {
    return of(Seasonal.every(season));
  }

  private static Forecast of(Model model) {
    return new Forecast(model, List.of(), 0, 0, 0);
  }

  /// With one more load, and one more forecast to be judged.
  ///
  /// @param horizon how far ahead this time's forecast looks
  public Forecast with(Instant now, double load, Duration horizon) {
    double errorsNext = errors;
    double loadsNext = loads;
    int judgedNext = judged;
    var waiting = new ArrayList<Due>(open.size() + 1);
    for (Due due : open) {
      if (due.at().isAfter(now)) {
        waiting.add(due);
      } else {
        errorsNext = errorsNext * MEMORY + Math.abs(due.load() - load);
        loadsNext = loadsNext * MEMORY + load;
        judgedNext++;
      }
    }
    Model next = model.with(now, load);
    if (due(now, horizon, waiting)) {
      next.at(now.plus(horizon)).ifPresent(each -> waiting.add(new Due(now.plus(horizon), each)));
    }
    return new Forecast(next, waiting, errorsNext, loadsNext, judgedNext);
  }

  private static boolean due(Instant now, Duration horizon, List<Due> waiting) {
    return waiting.isEmpty()
        || !now.plus(horizon).isBefore(waiting.getLast().at().plus(horizon.dividedBy(MOST_OPEN)));
  }

  public OptionalDouble at(Instant later) {
    return model.at(later);
  }

  /// The mean relative error of the recent forecasts; empty until enough were judged.
  public OptionalDouble error() {
    return judged < FEWEST_JUDGED || loads <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(errors / loads);
  }
}
