package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.decide.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Target ITEMS = new Target("default", "items", "items");

  private final List<String> lines = new ArrayList<>();
  private final DecisionLog log = new DecisionLog(lines::add);

  @Test
  void everyScaleHasALine() {
    var scale = new Decision.Scale(2, 4, List.of("310.0 requests/s per instance, target 150.0"));

    log.accept(at(0, scale));
    log.accept(at(1, scale));

    assertThat(lines)
        .containsExactly(
            "items 2 → 4: 310.0 requests/s per instance, target 150.0",
            "items 2 → 4: 310.0 requests/s per instance, target 150.0");
  }

  @Test
  void aHoldHasALineWhenTheSituationIsNewOrHalfAMinuteOld() {
    long repeat = DecisionLog.REPEAT_EVERY.toMillis();
    log.accept(at(0, hold(Cause.ON_TARGET, "a")));
    log.accept(at(1, hold(Cause.ON_TARGET, "b")));
    log.accept(at(2, hold(Cause.NO_DATA, "c")));
    log.accept(at(3, new Decision.Defer(Cause.COOLDOWN, 2, 4, List.of("d"))));
    log.accept(at(4, new Decision.Defer(Cause.COOLDOWN, 2, 5, List.of("e"))));
    log.accept(at(3 + repeat - 1, new Decision.Defer(Cause.COOLDOWN, 2, 5, List.of("f"))));
    log.accept(at(3 + repeat, new Decision.Defer(Cause.COOLDOWN, 2, 5, List.of("g"))));

    assertThat(lines)
        .containsExactly(
            "items hold 2: a", "items hold 2: c", "items defer 2 → 4: d", "items defer 2 → 5: g");
  }

  @Test
  void manyGroupsRepeatThemselvesLessOften() {
    int groups = 600;
    Duration repeat = Duration.ofSeconds(groups / DecisionLog.REPEATS_PER_SECOND);
    for (int i = 0; i < groups; i++) {
      log.accept(evaluation(new Target("default", "job" + i, "web"), 0, hold(Cause.HELD, "a")));
    }
    var one = new Target("default", "job0", "web");
    lines.clear();

    log.accept(evaluation(one, repeat.toMillis() - 1, hold(Cause.HELD, "b")));
    log.accept(evaluation(one, repeat.toMillis(), hold(Cause.HELD, "c")));

    assertThat(lines).containsExactly("job0/web hold 2: c");
  }

  @Test
  void groupsDoNotSilenceEachOther() {
    log.accept(at(0, hold(Cause.ON_TARGET, "a")));
    log.accept(
        evaluation(new Target("default", "redis", "replica"), 1, hold(Cause.ON_TARGET, "b")));

    assertThat(lines).containsExactly("items hold 2: a", "redis/replica hold 2: b");
  }

  private static Decision hold(Cause cause, String reason) {
    return new Decision.Hold(cause, 2, List.of(reason));
  }

  private static Evaluation at(long millis, Decision decision) {
    return evaluation(ITEMS, millis, decision);
  }

  static Evaluation evaluation(Target target, long millis, Decision decision) {
    return new Evaluation(
        NOW.plusMillis(millis),
        target,
        Optional.empty(),
        Optional.empty(),
        decision,
        Trail.NONE,
        Optional.empty(),
        Duration.ZERO,
        Duration.ZERO);
  }
}
