package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/// Tells when a load is served as it should be: for a while, about as many answers as requests, and
/// each of them a success.
final class Steady {
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /// A little below the rate: the newest requests are still under way.
  private static final double SHARE = 0.75;

  private final int requestsPerSecond;
  private final BiFunction<Instant, Instant, List<Sample>> ended;

  /// `ended` gives the samples that ended between two instants.
  Steady(int requestsPerSecond, BiFunction<Instant, Instant, List<Sample>> ended) {
    this.requestsPerSecond = requestsPerSecond;
    this.ended = ended;
  }

  void await(String what) throws InterruptedException {
    await(what, LIMIT);
  }

  /// Only what ends after this call counts.
  void await(String what, Duration limit) throws InterruptedException {
    var called = Instant.now();
    Until.holds(what, limit, () -> holds(called, Instant.now()));
  }

  boolean holds(Instant since, Instant now) {
    var from = now.minus(WINDOW);
    if (from.isBefore(since)) {
      return false;
    }
    var recent = ended.apply(from, now);
    return recent.size() >= SHARE * requestsPerSecond * WINDOW.toSeconds()
        && recent.stream().allMatch(Sample::succeeded);
  }
}
