package dev.tripod.scenarios.load;

import java.time.Duration;
import java.util.List;

/// A fixed arrival rate for a while. The model is open: a slow answer delays no later request.
public record Stage(int requestsPerSecond, Duration duration) {
  static final int MAX_REQUESTS_PER_SECOND = 5_000;
  /// What a load lasts that somebody is going to end.
  public static final Duration MAX_DURATION = Duration.ofMinutes(10);

  static final long MAX_REQUESTS = 1_000_000;

  public Stage {
    if (requestsPerSecond < 1 || requestsPerSecond > MAX_REQUESTS_PER_SECOND) {
      throw new IllegalArgumentException(
          "a rate is 1 to %d requests/s, not %d"
              .formatted(MAX_REQUESTS_PER_SECOND, requestsPerSecond));
    }
    if (duration.isNegative() || duration.isZero() || duration.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          "a stage lasts up to %s, not %s".formatted(MAX_DURATION, duration));
    }
  }

  public long requests() {
    return requestsPerSecond * duration.toMillis() / 1000;
  }

  /// The rate that stages, one after the other, offer at a time after their start; 0 after the end.
  public static int rateAt(List<Stage> stages, Duration elapsed) {
    var end = Duration.ZERO;
    for (var stage : stages) {
      end = end.plus(stage.duration());
      if (elapsed.compareTo(end) < 0) {
        return stage.requestsPerSecond();
      }
    }
    return 0;
  }

  /// Every sample is kept in memory, so the whole is bounded, too.
  static List<Stage> bounded(List<Stage> stages) {
    long requests = stages.stream().mapToLong(Stage::requests).sum();
    if (requests > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          "%d requests are more than the %d of one load: lower a rate or a duration"
              .formatted(requests, MAX_REQUESTS));
    }
    return List.copyOf(stages);
  }
}
