package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.forecast.Forecast;
import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Forecasting;
import dev.tripod.deployer.scale.strategy.Forecastable;
import dev.tripod.deployer.scale.strategy.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the checks that look ahead foresee: how many instances the load will need by the time that
/// one asked for now would serve.
final class Outlook {
  private static final Duration UNKNOWN_START_TIME = Duration.ofSeconds(10);

  private final Facts facts;
  private final Map<String, Forecast> forecasts;
  private final Instant now;
  private Optional<Foreseen> most = Optional.empty();

  /// @param why a clause for people
  record Foreseen(int count, String why) {}

  Outlook(Facts facts, Map<String, Forecast> forecasts, Instant now) {
    this.facts = facts;
    this.forecasts = new HashMap<>(forecasts);
    this.now = now;
  }

  /// The highest count that is foreseen and believed.
  Optional<Foreseen> most() {
    return most;
  }

  Map<String, Forecast> forecasts() {
    return forecasts;
  }

  void see(Check check, Reading reading) {
    check
        .forecasting()
        .ifPresent(
            forecasting -> {
              if (check.strategy() instanceof Forecastable strategy) {
                see(check, forecasting, strategy, reading);
              }
            });
  }

  private void see(Check check, Forecasting forecasting, Forecastable strategy, Reading reading) {
    Duration horizon = horizon(forecasting);
    Forecast before = forecasts.get(check.name());
    Forecast forecast =
        (before == null ? begin(forecasting, horizon) : before)
            .with(now, strategy.load(reading, facts.count()), horizon);
    forecasts.put(check.name(), forecast);
    OptionalDouble load = forecast.at(now.plus(horizon));
    OptionalDouble error = forecast.error();
    if (load.isPresent() && error.isPresent() && error.getAsDouble() <= forecasting.maxError()) {
      int count = strategy.countFor(load.getAsDouble(), reading);
      if (most.isEmpty() || count > most.get().count()) {
        most = Optional.of(new Foreseen(count, why(check, forecasting, load, horizon, error)));
      }
    }
  }

  private static Forecast begin(Forecasting forecasting, Duration horizon) {
    return switch (forecasting.method()) {
      case TREND -> Forecast.trend(horizon);
      case SEASONAL -> Forecast.seasonal(forecasting.season());
    };
  }

  private Duration horizon(Forecasting forecasting) {
    return forecasting.horizon().or(facts::startTime).orElse(UNKNOWN_START_TIME);
  }

  private static String why(
      Check check,
      Forecasting forecasting,
      OptionalDouble load,
      Duration horizon,
      OptionalDouble error) {
    return "%s of %s: %s %s in %s, lately wrong by %s %%"
        .formatted(
            forecasting.method().name().toLowerCase(Locale.ROOT),
            check.name(),
            Text.number(load.getAsDouble()),
            check.unit(),
            Text.seconds(horizon),
            Text.number(error.getAsDouble() * 100));
  }
}
