package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewsOrderTest {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final NewsOrder<String> order = new NewsOrder<>();

  /// Any starting point; System.nanoTime may be negative.
  private long nowNanos = -STEP.toNanos();

  @Test
  void whatComesInOrderIsBelieved() {
    assertThat(admits("master 1", 10)).isTrue();
    assertThat(admits("master 2", 12)).isTrue();
    assertThat(admits("master 1", 12)).as("a change within one index").isTrue();
  }

  @Test
  void historyIsLeftOutUntilThePresent() {
    admits("master 2", 12);
    assertThat(admits("none", 3)).isFalse();
    assertThat(order.index()).as("the answer with index 12 is waited for").isEqualTo(11);
    assertThat(admits("master 1", 9)).isFalse();
    assertThat(admits("master 2", 12)).isTrue();
    assertThat(admits("master 3", 14)).isTrue();
  }

  @Test
  void whatSaysTheSameIsNoHistory() {
    admits("master 2", 12);
    assertThat(admits("master 2", 5)).as("Consul forgets what it knew of a deletion").isTrue();
    assertThat(admits("master 3", 6)).isTrue();
  }

  @Test
  void whatStaysOlderIsBelievedInTheEnd() {
    admits("master 2", 12);
    int refused = 0;
    while (!admits("restored", 4)) {
      refused++;
    }
    assertThat(STEP.multipliedBy(refused)).isEqualTo(NewsOrder.PATIENCE);
    assertThat(admits("after it", 5)).as("the order begins anew").isTrue();
  }

  @Test
  void eachTimeHasItsOwnPatience() {
    admits("master 2", 12);
    admits("master 1", 9);
    admits("master 3", 14);
    nowNanos += NewsOrder.PATIENCE.toNanos();
    assertThat(admits("master 2", 12)).isFalse();
  }

  /// A second after the answer before.
  private boolean admits(String value, long index) {
    nowNanos += STEP.toNanos();
    return order.admits(new Indexed<>(value, index), nowNanos);
  }
}
