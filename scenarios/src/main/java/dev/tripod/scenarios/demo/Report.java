package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Summary;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What is said after the last row.
final class Report {
  private static final int MOST_DECISIONS = 40;

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void print(
      Curve curve, Instant begun, List<Sample> samples, Verdict verdict, Decisions decisions) {
    out.println();
    phase("before", Summary.of(curve.samplesOf(0, samples, begun)));
    phase("peak", Summary.of(curve.samplesOf(curve.peak(), samples, begun)));
    phase("after", Summary.of(curve.samplesOf(curve.last(), samples, begun)));
    out.printf(
        "%,d requests, %d errors %s; at most %d items and %d read replicas%n",
        samples.size(),
        Summary.of(samples).errors(),
        Summary.failures(samples),
        verdict.maxItems(),
        verdict.maxReplicas());
    print(decisions.since(begun));
    out.println();
    if (verdict.complaints().isEmpty()) {
      out.println("The counts followed the load up and back, and no request was lost.");
    } else {
      verdict.complaints().forEach(complaint -> out.println("NOT AS IT SHOULD BE: " + complaint));
    }
  }

  private void phase(String name, Summary summary) {
    out.printf(
        Locale.ROOT,
        "%-7s %,7d requests   p50 %6.1f ms   p99 %6.1f ms   %d errors%n",
        name,
        summary.requests(),
        Row.millis(summary.p50()),
        Row.millis(summary.p99()),
        summary.errors());
  }

  private void print(List<String> decisions) {
    out.println();
    if (decisions.isEmpty()) {
      out.println("The autoscaler changed no count, or no instance of it answered.");
      return;
    }
    out.println("What the autoscaler decided:");
    decisions.stream()
        .skip(Math.max(0, decisions.size() - MOST_DECISIONS))
        .forEach(line -> out.println("  " + line));
  }
}
