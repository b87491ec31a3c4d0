package dev.tripod.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Thousands of histories of submissions, each from one seed, each held against the invariants by
/// name. `-Dseeds=100000` runs more of them, `-Dseed=N` only that one.
class SubmissionSimulationTest {
  private static final int HISTORIES = 2_000;

  private final Map<String, Integer> injected = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private int registrations;
  private int runs;

  @Test
  void everyHistoryKeepsTheInvariants() {
    var begun = System.nanoTime();
    var seeds = seeds();
    for (var seed : seeds) {
      unfold(seed);
    }
    System.out.printf(
        "submission simulation: %d seeds in %d ms, %d runs, %d registrations, faults %s%n",
        seeds.length, (System.nanoTime() - begun) / 1_000_000, runs, registrations, injected);
    assertThat(broken).as("seeds that break an invariant; -Dseed=N runs one").isEmpty();
  }

  private static long[] seeds() {
    var only = Long.getLong("seed");
    return only != null
        ? new long[] {only}
        : LongStream.range(0, Integer.getInteger("seeds", HISTORIES)).toArray();
  }

  private void unfold(long seed) {
    try {
      var history = new History(seed);
      history.unfold();
      registrations += history.registrations();
      runs += history.runs();
      history.injected().forEach((fault, times) -> injected.merge(fault, times, Integer::sum));
    } catch (AssertionError e) {
      broken.add("seed %d: %s".formatted(seed, e.getMessage()));
    } catch (RuntimeException e) {
      broken.add("seed %d: %s, by %s".formatted(seed, e, List.of(e.getStackTrace())));
    }
  }
}
