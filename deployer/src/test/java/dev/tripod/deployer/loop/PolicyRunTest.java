package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Policies;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyRunTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Policy POLICY = Policies.items("evaluation_interval = \"2s\"");

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stopClock() {
    clock.shutdownNow();
  }

  @Test
  void threeIntervalsAndTheGraceMayPass() {
    try (var run = standby()) {
      long now = System.nanoTime();
      long lastTick = now - run.sinceLastTick(now).toNanos();
      Duration allowed = INTERVAL.multipliedBy(3).plus(PolicyRun.GRACE);

      assertThat(run.missesTicks(lastTick + allowed.minusSeconds(1).toNanos())).isFalse();
      assertThat(run.missesTicks(lastTick + allowed.plusSeconds(1).toNanos())).isTrue();
    }
  }

  /// Not started, so that it never ticks.
  private PolicyRun standby() {
    return new PolicyRun(
        POLICY,
        () -> false,
        () -> {
          throw new AssertionError("a standby evaluates nothing");
        },
        new PolicyRun.Listener() {
          @Override
          public void evaluated(Evaluation evaluation) {
            throw new AssertionError("a standby evaluates nothing");
          }

          @Override
          public void missed(long evaluations) {
            throw new AssertionError("a standby misses nothing");
          }

          @Override
          public void stoodDown(Target target) {
            throw new AssertionError("it never led");
          }
        },
        clock);
  }
}
