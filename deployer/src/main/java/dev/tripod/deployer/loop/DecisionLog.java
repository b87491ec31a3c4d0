package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Chooses the decisions that are worth a line: each change of a count; what does not change it
/// when the situation is a new one, or each half minute; less often where the groups are so many
/// that these repetitions would be more than [#REPEATS_PER_SECOND].
final class DecisionLog {
  static final Duration REPEAT_EVERY = Duration.ofSeconds(30);
  static final int REPEATS_PER_SECOND = 10;

  private record Line(String situation, Instant at) {}

  private final Consumer<String> lines;
  private final Map<Target, Line> last = new ConcurrentHashMap<>();

  DecisionLog(Consumer<String> lines) {
    this.lines = lines;
  }

  void accept(Evaluation evaluation) {
    String situation = situation(evaluation.decision());
    Line before = last.get(evaluation.target());
    boolean due =
        before == null
            || evaluation.decision() instanceof Decision.Scale
            || !before.situation().equals(situation)
            || !evaluation.at().isBefore(before.at().plusMillis(repeatEveryMillis()));
    if (due) {
      last.put(evaluation.target(), new Line(situation, evaluation.at()));
      lines.accept(evaluation.target() + " " + evaluation.decision().text());
    }
  }

  private long repeatEveryMillis() {
    return Math.max(REPEAT_EVERY.toMillis(), 1_000L * last.size() / REPEATS_PER_SECOND);
  }

  void forget(Target target) {
    last.remove(target);
  }

  private static String situation(Decision decision) {
    return switch (decision) {
      case Decision.Scale _ -> "scale";
      case Decision.Hold(Cause cause, _, _) -> "hold " + cause;
      case Decision.Defer(Cause cause, _, _, _) -> "defer " + cause;
    };
  }
}
