package dev.tripod.scenarios.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a client saw. The percentiles are those of the successful requests: a quick refusal must
/// not make a service look fast.
public record Summary(
    int requests, int errors, Duration p50, Duration p99, Duration slowest, Duration longestGap) {

  public static Summary of(List<Sample> samples) {
    var latencies =
        samples.stream().filter(Sample::succeeded).map(Sample::latency).sorted().toList();
    return new Summary(
        samples.size(),
        samples.size() - latencies.size(),
        percentile(latencies, 50),
        percentile(latencies, 99),
        percentile(latencies, 100),
        Gap.longest(samples));
  }

  /// Nearest rank in a sorted list; zero when there is nothing to rank.
  static Duration percentile(List<Duration> sorted, int percent) {
    if (sorted.isEmpty()) {
      return Duration.ZERO;
    }
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  /// How often each kind of failure came, by status or by the error's text without its addresses.
  public static Map<String, Integer> failures(List<Sample> samples) {
    var counts = new TreeMap<String, Integer>();
    for (var sample : samples) {
      if (!sample.succeeded()) {
        counts.merge(kind(sample), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String kind(Sample sample) {
    var error = sample.error();
    if (sample.status() == 0) {
      return error.substring(error.lastIndexOf(": ") + 1).strip();
    }
    return "status " + sample.status() + (error.isEmpty() ? "" : ", " + error);
  }
}
