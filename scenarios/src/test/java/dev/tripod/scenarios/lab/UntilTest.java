package dev.tripod.scenarios.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UntilTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(1);

  @Test
  void asksAgainUntilItHolds() throws InterruptedException {
    var asked = new AtomicInteger();
    Until.holds("the third answer", PATIENCE, PAUSE, () -> asked.incrementAndGet() == 3);
    assertThat(asked).hasValue(3);
  }

  @Test
  void whatCannotBeAskedIsNotYet() throws InterruptedException {
    var asked = new AtomicInteger();
    Until.holds(
        "an answer",
        PATIENCE,
        PAUSE,
        () -> {
          if (asked.incrementAndGet() < 3) {
            throw new Unreachable("away");
          }
          return true;
        });
    assertThat(asked).hasValue(3);
  }

  @Test
  void whatFailsInBetweenIsNotSteady() throws InterruptedException {
    var time = Duration.ofSeconds(1);
    var asked = new AtomicInteger();
    var failedNanos = new AtomicLong();
    var steady = Until.steadily(time, () -> failsOnce(asked.incrementAndGet(), failedNanos));
    Until.holds("it is steady", PATIENCE, PAUSE, steady);
    assertThat(asked).hasValueGreaterThan(3);
    assertThat(System.nanoTime() - failedNanos.get()).isGreaterThanOrEqualTo(time.toNanos());
  }

  private static boolean failsOnce(int asked, AtomicLong failedNanos) {
    if (asked == 3) {
      failedNanos.set(System.nanoTime());
    }
    return asked != 3;
  }

  @Test
  void namesWhatItWaitedForAndTheLastFault() {
    assertThatThrownBy(
            () ->
                Until.holds(
                    "writes work again",
                    Duration.ofMillis(20),
                    PAUSE,
                    () -> {
                      throw new Unreachable("no leader");
                    }))
        .isInstanceOf(ScenarioFailed.class)
        .hasMessage("waited 0 s in vain until writes work again (last: no leader)");
  }
}
