package dev.tripod.deployer.scale;

import dev.tripod.deployer.scale.Check.OnError;
import dev.tripod.deployer.scale.Strategy.TargetValue;
import dev.tripod.deployer.scale.Strategy.TargetValue.MetricOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what Nomad's `/v1/scaling/policy/:id` returns. A policy with a word that is not understood
/// is refused as a whole: half a policy is not what its author asked for.
public final class PolicyReader {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  private final List<String> problems = new ArrayList<>();
  private final Map<?, ?> answer;

  private PolicyReader(Map<?, ?> answer) {
    this.answer = answer;
  }

  /// Accepts a policy or says all that is wrong with it.
  ///
  /// @param answer the JSON object of the API as plain maps, lists, strings and numbers
  public static PolicyReading read(Map<?, ?> answer) {
    return new PolicyReader(answer).read();
  }

  private PolicyReading read() {
    String id = String.valueOf(answer.get("ID"));
    Target target = target();
    if (!"horizontal".equals(answer.get("Type"))) {
      problems.add("scaling type: expected \"horizontal\", found \"" + answer.get("Type") + "\"");
      return new PolicyReading.Refused(id, target, problems);
    }
    Policy policy = policy(id, target, new Block("policy", map(answer.get("Policy")), problems));
    return problems.isEmpty()
        ? new PolicyReading.Accepted(policy)
        : new PolicyReading.Refused(id, target, problems);
  }

  private Policy policy(String id, Target target, Block block) {
    OnError onError = word(block, "on_check_error", OnError.values()).orElse(OnError.IGNORE);
    var checks = new ArrayList<Check>();
    block.labelled("check").forEach((name, check) -> checks.add(check(name, check, onError)));
    if (checks.isEmpty()) {
      problems.add("policy: expected at least one check, found none");
    }
    var policy =
        new Policy(
            id,
            target,
            !Boolean.FALSE.equals(answer.get("Enabled")),
            integer("Min"),
            integer("Max"),
            interval(block),
            block.duration("cooldown").orElse(Policy.DEFAULT_COOLDOWN),
            block.duration("cooldown_on_scale_up"),
            block.duration("cooldown_up"),
            block.duration("delay_up").orElse(Duration.ZERO),
            block.duration("stabilization_window_down").orElse(Duration.ZERO),
            checks);
    block.refuseOthers();
    return policy;
  }

  private Check check(String name, Block block, OnError inherited) {
    String source = block.text("source").orElse("nomad-apm");
    if (!source.equals("prometheus")) {
      block.problem("source", "\"prometheus\", the only source");
    }
    block.require("query", "a text that is not empty");
    var check =
        new Check(
            name,
            block.text("query").orElse(""),
            block.text("unit").orElse(name),
            block.duration("query_window").orElse(Check.DEFAULT_QUERY_WINDOW),
            strategy(block),
            word(block, "on_error", OnError.values()).orElse(inherited));
    block.refuseOthers();
    return check;
  }

  /// Where the strategy is wrong, a stand-in is returned: the problem refuses the policy anyway.
  private Strategy strategy(Block check) {
    Map<String, Block> strategies = check.labelled("strategy");
    Block block = strategies.get("target-value");
    if (block == null || strategies.size() != 1) {
      check.problem("strategy", "exactly one strategy \"target-value\"");
      return new TargetValue(1, TargetValue.DEFAULT_THRESHOLD, MetricOf.INSTANCE, 1, 1);
    }
    block.require("target", "a number above 0");
    var strategy =
        new TargetValue(
            block.number("target", "a number above 0", 0).orElse(1.0),
            block
                .number("threshold", "a fraction, 0 or more", Math.nextDown(0.0))
                .orElse(TargetValue.DEFAULT_THRESHOLD),
            word(block, "metric_of", MetricOf.values()).orElse(MetricOf.INSTANCE),
            step(block, "max_scale_up"),
            step(block, "max_scale_down"));
    block.refuseOthers();
    return strategy;
  }

  private static int step(Block block, String word) {
    return block
        .number(word, "a number of instances, 1 or more", Math.nextDown(1.0))
        .map(Double::intValue)
        .orElse(Integer.MAX_VALUE);
  }

  /// One of a closed set of words: the constants' names in lower case.
  private static <E extends Enum<E>> Optional<E> word(Block block, String word, E[] all) {
    Optional<String> text = block.text(word);
    Optional<E> known =
        text.flatMap(value -> Arrays.stream(all).filter(one -> said(one).equals(value)).findAny());
    if (text.isPresent() && known.isEmpty()) {
      block.problem(
          word,
          Arrays.stream(all).map(one -> '"' + said(one) + '"').collect(Collectors.joining(" or ")));
    }
    return known;
  }

  private static String said(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Duration interval(Block block) {
    Duration interval =
        block.duration("evaluation_interval").orElse(Policy.DEFAULT_EVALUATION_INTERVAL);
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      block.problem("evaluation_interval", "100ms or more");
    }
    return interval;
  }

  private Target target() {
    Map<?, ?> target = map(answer.get("Target"));
    return new Target(
        String.valueOf(target.get("Namespace")),
        String.valueOf(target.get("Job")),
        String.valueOf(target.get("Group")));
  }

  private int integer(String word) {
    return answer.get(word) instanceof Number number ? number.intValue() : 0;
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
