package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.strategy.FixedValue;
import dev.tripod.deployer.scale.strategy.MaxStep;
import dev.tripod.deployer.scale.strategy.PassThrough;
import dev.tripod.deployer.scale.strategy.Quantity;
import dev.tripod.deployer.scale.strategy.QueueDrain;
import dev.tripod.deployer.scale.strategy.Strategy;
import dev.tripod.deployer.scale.strategy.TargetValue;
import dev.tripod.deployer.scale.strategy.TargetValue.MetricOf;
import dev.tripod.deployer.scale.strategy.Threshold;
import dev.tripod.deployer.scale.strategy.WaitBudget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads the strategy of a check. Where it is wrong, a stand-in is returned: the problem refuses
/// the policy anyway.
final class StrategyReader {
  private static final double ANY = Double.NEGATIVE_INFINITY;
  private static final double NOT_NEGATIVE = Math.nextDown(0.0);
  private static final Strategy NONE = new FixedValue(0);

  private static final Map<String, Function<Block, Strategy>> STRATEGIES =
      new TreeMap<>(
          Map.of(
              "target-value", StrategyReader::targetValue,
              "threshold", StrategyReader::threshold,
              "pass-through", block -> new PassThrough(step(block)),
              "fixed-value", StrategyReader::fixedValue,
              "slo", StrategyReader::waitBudget,
              "queue", StrategyReader::queueDrain));

  private StrategyReader() {}

  static Strategy read(Block check) {
    Map<String, Block> given = check.labelled("strategy");
    String name = given.size() == 1 ? given.keySet().iterator().next() : "";
    Function<Block, Strategy> reader = STRATEGIES.get(name);
    if (reader == null) {
      check.problem(
          "strategy", "exactly one strategy of " + String.join(", ", STRATEGIES.keySet()));
      return NONE;
    }
    Block block = given.get(name);
    Strategy strategy = reader.apply(block);
    block.refuseOthers();
    return strategy;
  }

  /// A window of one number never has five of them within bounds.
  static void refuseWindow(Block check, Strategy strategy) {
    if (strategy instanceof Threshold threshold && threshold.trigger() != 1) {
      check.problem("query_window", "a duration, or within_bounds_trigger = 1 with \"instant\"");
    }
  }

  private static Strategy targetValue(Block block) {
    block.require("target", "a number, 0 or more");
    return new TargetValue(
        block.number("target", "a number, 0 or more", NOT_NEGATIVE).orElse(1.0),
        block
            .number("threshold", "a fraction, 0 or more", NOT_NEGATIVE)
            .orElse(TargetValue.DEFAULT_THRESHOLD),
        block.word("metric_of", MetricOf.values()).orElse(MetricOf.INSTANCE),
        step(block));
  }

  private static MaxStep step(Block block) {
    return new MaxStep(step(block, "max_scale_up"), step(block, "max_scale_down"));
  }

  private static int step(Block block, String word) {
    return block
        .number(word, "a number of instances, 1 or more", Math.nextDown(1.0))
        .map(Double::intValue)
        .orElse(Integer.MAX_VALUE);
  }

  private static Strategy fixedValue(Block block) {
    block.require("value", "a number of instances");
    return new FixedValue(block.whole("value", 0).orElse(0));
  }

  private static Strategy threshold(Block block) {
    Optional<Double> lower = block.number("lower_bound", "a number", ANY);
    Optional<Double> upper = block.number("upper_bound", "a number", ANY);
    if (lower.isEmpty() && upper.isEmpty()) {
      block.problem("lower_bound", "a lower_bound, an upper_bound, or both");
    }
    return new Threshold(
        lower.orElse(Double.NEGATIVE_INFINITY),
        upper.orElse(Double.POSITIVE_INFINITY),
        action(block),
        block.whole("within_bounds_trigger", 0).orElse(Threshold.DEFAULT_TRIGGER));
  }

  private static Threshold.Action action(Block block) {
    Optional<Threshold.Action> delta =
        block.whole("delta", Integer.MIN_VALUE).map(Threshold.Delta::new);
    Optional<Threshold.Action> percentage =
        block.number("percentage", "a number", ANY).map(Threshold.Percentage::new);
    Optional<Threshold.Action> value = block.whole("value", 0).map(Threshold.Value::new);
    var given = Stream.of(delta, percentage, value).flatMap(Optional::stream).toList();
    if (given.size() != 1) {
      block.problem("delta", "exactly one of delta, percentage and value");
      return new Threshold.Delta(0);
    }
    return given.getFirst();
  }

  private static Strategy waitBudget(Block block) {
    block.require("wait", "a duration such as \"100ms\"");
    double probability =
        block.number("probability", "a number above 0 and below 1", 0).orElse(0.95);
    if (probability >= 1) {
      block.problem("probability", "a number above 0 and below 1");
    }
    return new WaitBudget(
        block.duration("wait").orElse(Duration.ZERO),
        probability,
        quantity(block, "service_time", seconds(block)),
        block.whole("servers", 1).orElse(1));
  }

  private static Optional<Double> seconds(Block block) {
    Optional<Duration> time = block.duration("service_time");
    if (time.filter(Duration::isZero).isPresent()) {
      block.problem("service_time", "a duration above 0");
    }
    return time.map(each -> each.toNanos() / 1e9);
  }

  private static Strategy queueDrain(Block block) {
    block.require("drain_time", "a duration such as \"1m\"");
    Duration drainTime = block.duration("drain_time").orElse(Duration.ofMinutes(1));
    if (!drainTime.isPositive()) {
      block.problem("drain_time", "a duration above 0");
    }
    return new QueueDrain(
        drainTime,
        block.text("rate_query"),
        quantity(block, "service_rate", block.number("service_rate", "a number above 0", 0)));
  }

  /// A number that is written down under a word, or measured by the word with `_query`.
  private static Quantity quantity(Block block, String word, Optional<Double> written) {
    Optional<String> query = block.text(word + "_query");
    if (written.isPresent() == query.isPresent()) {
      block.problem(word, "exactly one of %s and %s_query".formatted(word, word));
    }
    return query
        .<Quantity>map(promql -> new Quantity.Measured(word, promql))
        .orElseGet(() -> new Quantity.Fixed(written.orElse(1.0)));
  }
}
