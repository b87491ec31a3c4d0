package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long the instances of a group take from being asked for to being ready: the moving average
/// of what was seen after its increases.
final class StartTime {
  private static final double WEIGHT = 0.3;

  /// An increase that takes longer waits for something else than its instances' start.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Optional<Duration> mean = Optional.empty();
  private Optional<Instant> seen = Optional.empty();

  Optional<Duration> mean() {
    return mean;
  }

  /// Each increase counts once: when all that is desired is ready for the first time after it.
  void see(Facts facts, Instant now) {
    Optional<Scaling> increase = facts.last().filter(Scaling::isUp);
    boolean ready = facts.count().ready() >= facts.count().desired();
    if (increase.isEmpty() || !ready || increase.map(Scaling::at).equals(seen)) {
      return;
    }
    boolean wasThere = seen.isEmpty();
    seen = increase.map(Scaling::at);
    Duration took = Duration.between(increase.get().at(), now);
    // What was ready when this instance began to look took any time.
    if (!wasThere && took.isPositive() && took.compareTo(LONGEST) < 0) {
      mean = Optional.of(mean.map(before -> mix(before, took)).orElse(took));
    }
  }

  private static Duration mix(Duration before, Duration took) {
    return Duration.ofNanos(Math.round(before.toNanos() * (1 - WEIGHT) + took.toNanos() * WEIGHT));
  }
}
