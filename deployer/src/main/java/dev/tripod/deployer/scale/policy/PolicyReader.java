package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.Check.OnError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;

/// Reads what Nomad's `/v1/scaling/policy/:id` returns. A policy with a word that is not understood
/// is refused as a whole: half a policy is not what its author asked for.
public final class PolicyReader {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);
  private static final double ANY = Math.nextDown(0.0);

  private final List<Problem> problems = new ArrayList<>();
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
      problems.add(
          new Problem("type", "expected \"horizontal\", found \"" + answer.get("Type") + "\""));
      return new PolicyReading.Refused(id, target, problems);
    }
    Policy policy = policy(id, target, new Block("policy", map(answer.get("Policy")), problems));
    return problems.isEmpty()
        ? new PolicyReading.Accepted(policy)
        : new PolicyReading.Refused(id, target, problems);
  }

  private Policy policy(String id, Target target, Block block) {
    List<Check> checks = checks(block);
    var policy =
        new Policy(
            id,
            target,
            !Boolean.FALSE.equals(answer.get("Enabled")),
            TargetBlock.read(block, target),
            integer("Min"),
            integer("Max"),
            interval(block),
            pace(block),
            block.nested("schedule").flatMap(Schedules::only),
            floors(block),
            block.nested("panic").map(PolicyReader::panic),
            combination(block, checks),
            checks);
    if (policy.min() < 0 || policy.min() > policy.max()) {
      problems.add(
          new Problem(
              "max",
              "expected min or more, found min %d, max %d".formatted(policy.min(), policy.max())));
    }
    block.refuseOthers();
    return policy;
  }

  private static List<Check> checks(Block block) {
    OnError onError = block.word("on_check_error", OnError.values()).orElse(OnError.IGNORE);
    var checks = new ArrayList<Check>();
    block
        .labelled("check")
        .forEach((name, check) -> checks.add(CheckReader.read(name, check, onError)));
    if (checks.isEmpty()) {
      block.refuse("check", "expected at least one check, found none");
    }
    return checks;
  }

  private static Pace pace(Block block) {
    return new Pace(
        block.duration("cooldown").orElse(Pace.DEFAULT_COOLDOWN),
        block.duration("cooldown_on_scale_up"),
        block.duration("cooldown_up"),
        block.duration("cooldown_down"),
        block.duration("delay_up").orElse(Duration.ZERO),
        block.whole("looks_up", 1).orElse(1),
        block.duration("stabilization_window_up").orElse(Duration.ZERO),
        block.duration("stabilization_window_down").orElse(Duration.ZERO),
        block.duration("scale_to_zero_after").orElse(Duration.ZERO),
        block.number("tolerance", "a fraction, 0 or more", ANY).orElse(0.0),
        block.nested("step_up").map(PolicyReader::step),
        block.nested("step_down").map(PolicyReader::step));
  }

  private static StepLimit step(Block block) {
    Optional<Integer> instances = block.whole("instances", 1);
    Optional<Double> percent = block.number("percent", "a number above 0", 0);
    if (instances.isEmpty() && percent.isEmpty()) {
      block.problem("instances", "a number of instances, percent, or both");
    }
    block.require("period", "a duration such as \"1m\"");
    var limit =
        new StepLimit(
            instances.map(OptionalInt::of).orElse(OptionalInt.empty()),
            percent.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            block.duration("period").orElse(Duration.ZERO));
    block.refuseOthers();
    return limit;
  }

  private static Panic panic(Block block) {
    var panic =
        new Panic(
            block.number("threshold", "a number above 1", 1).orElse(Panic.DEFAULT_THRESHOLD),
            block.duration("window").orElse(Panic.DEFAULT_WINDOW));
    block.refuseOthers();
    return panic;
  }

  private static List<Floor> floors(Block block) {
    var floors = new ArrayList<Floor>();
    block
        .labelled("floor")
        .forEach(
            (name, floor) -> {
              floor.require("count", "a number of instances");
              int count = floor.whole("count", 0).orElse(0);
              Schedules.only(floor)
                  .ifPresent(schedule -> floors.add(new Floor(name, schedule, count)));
            });
    return floors;
  }

  private static Combination combination(Block block, List<Check> checks) {
    var combination =
        block
            .parsed("combine", Combinations.EXPECTED, Combinations::parse)
            .orElse(Combination.Word.MAX);
    var unknown = new TreeSet<>(combination.names());
    checks.forEach(check -> unknown.remove(check.name()));
    if (!unknown.isEmpty()) {
      block.refuse("combine", "no check has the name " + String.join(", ", unknown));
    }
    return combination;
  }

  private Duration interval(Block block) {
    Duration interval =
        block.duration("evaluation_interval").orElse(Policy.DEFAULT_EVALUATION_INTERVAL);
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      block.problem("evaluation_interval", "50ms or more");
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
    return switch (value) {
      case Map<?, ?> map -> map;
      case List<?> list when list.size() == 1 && list.getFirst() instanceof Map<?, ?> map -> map;
      case null, default -> Map.of();
    };
  }
}
