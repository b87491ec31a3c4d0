package dev.tripod.deployer.rollout;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// What goes wrong between the deployer and the cluster, and how often it did.
final class Weather {
  private final Timeline time;
  private final SplittableRandom random;
  private final Map<String, Integer> injected = new TreeMap<>();
  private final double rate;
  private boolean calm;
  private Duration noLeaderUntil = Duration.ZERO;
  private Duration noConsulUntil = Duration.ZERO;
  private Duration staleUntil = Duration.ZERO;
  private Duration staleAt = Duration.ZERO;

  Weather(Timeline time, SplittableRandom random, double rate) {
    this.time = time;
    this.random = random;
    this.rate = rate;
  }

  /// From now on nothing goes wrong any more.
  void calm() {
    calm = true;
  }

  /// How often what went wrong.
  Map<String, Integer> injected() {
    return injected;
  }

  void count(String fault) {
    injected.merge(fault, 1, Integer::sum);
  }

  Duration latency() {
    return Duration.ofMillis(random.nextInt(1, 30));
  }

  boolean leader() {
    if (begins("leader changes", 0.1, noLeaderUntil)) {
      noLeaderUntil = time.now().plusMillis(random.nextInt(500, 45_000));
    }
    return calm || time.now().compareTo(noLeaderUntil) >= 0;
  }

  boolean consul() {
    if (begins("Consul away", 0.1, noConsulUntil)) {
      noConsulUntil = time.now().plusMillis(random.nextInt(500, 90_000));
    }
    return calm || time.now().compareTo(noConsulUntil) >= 0;
  }

  /// As of when reads are answered.
  Duration readsAt() {
    if (begins("stale reads", 0.3, staleUntil)) {
      staleUntil = time.now().plusMillis(random.nextInt(100, 4_000));
      staleAt = time.now().minusMillis(random.nextInt(0, 3_000));
    }
    return calm || time.now().compareTo(staleUntil) >= 0 ? time.now() : staleAt;
  }

  boolean losesAnswer() {
    return happens("lost answers", 3);
  }

  boolean crash() {
    return happens("crashes", 0.4);
  }

  private boolean begins(String fault, double weight, Duration until) {
    return time.now().compareTo(until) >= 0 && happens(fault, weight);
  }

  private boolean happens(String fault, double weight) {
    if (calm || random.nextDouble() >= rate * weight) {
      return false;
    }
    count(fault);
    return true;
  }
}
