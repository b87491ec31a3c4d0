package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Query.Shape;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.policy.Check.OnError;
import dev.tripod.deployer.scale.strategy.Forecastable;
import dev.tripod.deployer.scale.strategy.Strategy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads one check of a policy.
final class CheckReader {
  private static final String INSTANT = "instant";
  private static final String TEXT = "a text that is not empty";

  private final String name;
  private final Block block;
  private final Strategy strategy;
  private final Duration window;
  private final Duration offset;
  private final boolean instant;

  private CheckReader(String name, Block block) {
    this.name = name;
    this.block = block;
    this.strategy = StrategyReader.read(block);
    Optional<Duration> window =
        block.parsed("query_window", "a duration or \"instant\"", CheckReader::window);
    this.instant = window.filter(Duration::isZero).isPresent();
    this.window = instant ? Check.DEFAULT_QUERY_WINDOW : window.orElse(Check.DEFAULT_QUERY_WINDOW);
    this.offset = block.duration("query_window_offset").orElse(Duration.ZERO);
  }

  static Check read(String name, Block block, OnError inherited) {
    return new CheckReader(name, block).read(inherited);
  }

  private Check read(OnError inherited) {
    source();
    Optional<String> promql = block.text("query");
    if (strategy.needsMetric()) {
      block.require("query", TEXT);
    }
    var check =
        new Check(
            name,
            block.text("group").orElse(""),
            promql.filter(_ -> strategy.needsMetric()).map(this::query),
            inputs(),
            block.text("unit").orElse(name),
            strategy,
            block.number("activation", "a number, 0 or more", Math.nextDown(0.0)).orElse(0.0),
            block.word("on_error", OnError.values()).orElse(inherited),
            block.nested("fallback").map(CheckReader::fallbacks).orElse(Fallbacks.NONE),
            block.nested("schedule").flatMap(Schedules::only),
            block.nested("forecast").map(this::forecasting));
    if (instant && strategy.needsWindow()) {
      StrategyReader.refuseWindow(block, strategy);
    }
    block.refuseOthers();
    return check;
  }

  private void source() {
    String source = block.text("source").orElse(strategy.needsMetric() ? "nomad-apm" : "none");
    if (strategy.needsMetric() && !source.equals("prometheus")) {
      block.problem("source", "\"prometheus\", the only source");
    }
  }

  private Query query(String promql) {
    boolean whole = strategy.needsWindow() && !instant;
    return new Query(name, promql, window, offset, whole ? Shape.WINDOW : Shape.LATEST);
  }

  private List<Query> inputs() {
    return strategy.queries().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(
            input ->
                new Query(
                    Check.key(name, input.getKey()),
                    input.getValue(),
                    window,
                    offset,
                    Shape.LATEST))
        .toList();
  }

  private static Optional<Duration> window(String text) {
    return text.equals(INSTANT)
        ? Optional.of(Duration.ZERO)
        : dev.tripod.deployer.scale.Durations.parse(text).filter(Duration::isPositive);
  }

  private static Fallbacks fallbacks(Block block) {
    var fallbacks = new EnumMap<Lack, Fallback>(Lack.class);
    for (Lack lack : Lack.values()) {
      block
          .parsed(lack.name().toLowerCase(Locale.ROOT), Fallbacks.EXPECTED, Fallbacks::parse)
          .ifPresent(fallback -> fallbacks.put(lack, fallback));
    }
    block.refuseOthers();
    return new Fallbacks(fallbacks);
  }

  private Forecasting forecasting(Block forecast) {
    if (!(strategy instanceof Forecastable)) {
      block.refuse("forecast", "only for the strategies target-value and slo");
    }
    forecast.require("method", "\"trend\" or \"seasonal\"");
    var forecasting =
        new Forecasting(
            forecast.word("method", Forecasting.Method.values()).orElse(Forecasting.Method.TREND),
            forecast.duration("horizon"),
            forecast.duration("season").orElse(Forecasting.DEFAULT_SEASON),
            forecast
                .number("max_error", "a fraction above 0", 0)
                .orElse(Forecasting.DEFAULT_MAX_ERROR));
    forecast.refuseOthers();
    return forecasting;
  }
}
