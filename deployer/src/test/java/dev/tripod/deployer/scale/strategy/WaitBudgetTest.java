package dev.tripod.deployer.scale.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tripod.deployer.scale.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitBudgetTest {
  private static final int ARRIVALS = 200_000;

  @ParameterizedTest
  @CsvSource({
    // servers, load in Erlang, probability of a wait, as in tables of Erlang's C
    " 1, 0.5, 0.5",
    " 2, 1.0, 0.33333",
    " 3, 2.0, 0.44444",
    " 5, 4.0, 0.55411",
    "10, 8.0, 0.40918",
    " 5, 0.0, 0.0",
  })
  void knowsErlangsTable(int servers, double load, double waiting) {
    assertThat(ErlangC.waiting(servers, load)).isCloseTo(waiting, within(1e-4));
  }

  @Test
  void servesNeitherOverflowNorTakeLong() {
    assertThat(ErlangC.waiting(100_000, 99_000)).isBetween(0.0, 0.01);
    assertThat(ErlangC.waiting(Integer.MAX_VALUE, 5)).isZero();
  }

  @Test
  void theWaitOfThoseWhoWaitIsExponential() {
    // 2 servers of 1/s each and 1/s arriving: those who wait, wait with rate 1.
    assertThat(ErlangC.waitLonger(2, 1, 1, 0)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(ErlangC.waitLonger(2, 1, 1, 1)).isCloseTo(Math.exp(-1) / 3, within(1e-9));
    assertThat(ErlangC.waitLonger(2, 2, 1, 1)).isEqualTo(1);
    assertThat(ErlangC.waitLonger(2, 3, 1, 1)).isEqualTo(1);
  }

  /// The chosen count keeps the budget, one fewer does not: seen in a queue that is played through.
  @ParameterizedTest
  @CsvSource({
    // arrivals each second, service in seconds, budget in milliseconds, probability, servers each
    " 20, 0.20,  50, 0.95, 1",
    "100, 0.02, 100, 0.90, 1",
    " 50, 0.10,   0, 0.80, 1",
    "300, 0.05,  20, 0.99, 4",
    "  2, 1.50, 500, 0.70, 1",
  })
  void theCountIsTheSmallestThatKeepsTheBudget(
      double arrivals, double service, int budgetMillis, double probability, int servers) {
    var strategy =
        new WaitBudget(
            Duration.ofMillis(budgetMillis), probability, new Quantity.Fixed(service), servers);

    int count = strategy.recommend(Reading.of(arrivals), Count.of(1));

    double budget = budgetMillis / 1000.0;
    assertThat(late(count * servers, arrivals, service, budget))
        .isLessThan(1 - probability + 0.005);
    assertThat(late((count - 1) * servers, arrivals, service, budget))
        .isGreaterThan(1 - probability);
  }

  /// The fraction of arrivals that wait longer, in a queue M/M/c; all of them where it only grows.
  private static double late(int servers, double arrivals, double service, double budgetSeconds) {
    if (servers <= arrivals * service) {
      return 1;
    }
    var random = new SplittableRandom(7);
    var freeAt = new PriorityQueue<Double>();
    for (int i = 0; i < servers; i++) {
      freeAt.add(0.0);
    }
    double now = 0;
    int late = 0;
    for (int i = 0; i < ARRIVALS; i++) {
      now += random.nextExponential() / arrivals;
      double begin = Math.max(now, freeAt.remove());
      late += begin - now > budgetSeconds ? 1 : 0;
      freeAt.add(begin + random.nextExponential() * service);
    }
    return (double) late / ARRIVALS;
  }

  @ParameterizedTest
  @CsvSource({"0.0, 0", "-3.0, 0", "1e300, 2147483647"})
  void extremesOfTheRateHaveACountToo(double arrivals, int count) {
    assertThat(fixed(0.1).recommend(Reading.of(arrivals), Count.of(3))).isEqualTo(count);
  }

  @Test
  void beyondTheSearchOnlyTheLoadCounts() {
    var strategy = fixed(1);

    assertThat(strategy.countFor(100_000, Reading.of(0))).isBetween(100_001, 101_000);
    assertThat(strategy.countFor(100_001, Reading.of(0))).isEqualTo(100_001);
  }

  @Test
  void oneIsTheFewestThatServes() {
    assertThat(fixed(1e-6).recommend(Reading.of(0.001), Count.of(3))).isEqualTo(1);
  }

  @Test
  void theServiceTimeCanBeMeasured() {
    var strategy =
        new WaitBudget(Duration.ofMillis(50), 0.95, new Quantity.Measured("service_time", "q"), 1);
    var reading = new Reading(20, List.of(20.0), Map.of("service_time", 0.2));
    var none = new Reading(20, List.of(20.0), Map.of("service_time", 0.0));

    assertThat(strategy.queries()).isEqualTo(Map.of("service_time", "q"));
    assertThat(strategy.recommend(reading, Count.of(1)))
        .isEqualTo(fixed(0.2).recommend(Reading.of(20), Count.of(1)));
    assertThat(strategy.recommend(none, new Count(4, 2))).isEqualTo(4);
    assertThat(strategy.countFor(20, none)).isZero();
    assertThat(strategy.load(reading, Count.of(9))).isEqualTo(20);
    assertThat(strategy.needsInstances()).isFalse();
  }

  @Test
  void itsReasonHasTheBudget() {
    assertThat(fixed(0.2).reason(Reading.of(20), Count.of(1), "requests/s"))
        .isEqualTo(
            "20.0 requests/s of 200.0 ms each, to wait longer than 50.0 ms at most 5.0 % of the"
                + " time");
  }

  private static WaitBudget fixed(double service) {
    return new WaitBudget(Duration.ofMillis(50), 0.95, new Quantity.Fixed(service), 1);
  }
}
