package dev.tripod.deployer.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a simulation came to, in words.
public final class SimulationText {
  private SimulationText() {}

  /// A row for each system, then the counts of the first over time.
  public static List<String> of(Trace trace, List<Score> scores) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s, %s: too few instances for so many minutes, instance hours in all and over what was needed"
            .formatted(trace.name(), said(trace.length())));
    lines.add(
        "%-18s %9s %9s %9s %8s %10s"
            .formatted("", "too few", "hours", "over", "changes", "adequate"));
    scores.forEach(score -> lines.add(row(score)));
    lines.add("");
    lines.addAll(Chart.of(scores.getFirst()));
    lines.add("      █ ran and was needed   ░ ran, not needed   · needed, did not run");
    return lines;
  }

  private static String row(Score score) {
    return "%-18s %7.2f m %7.2f h %7.2f h %8d %8.1f s"
        .formatted(
            score.system(),
            score.violationMinutes(),
            score.instanceHours(),
            score.hoursOverIdeal(),
            score.changes(),
            score.secondsToAdequate());
  }

  /// The words to change, and what that brings.
  public static List<String> of(Tuner.Advice advice) {
    if (advice.changes().isEmpty()) {
      return List.of("No other values do better on this demand.");
    }
    var lines = new ArrayList<String>();
    lines.add("Better on this demand:");
    for (var change : advice.changes()) {
      lines.add(
          "  %-28s = \"%s\"   (now %s)".formatted(change.word(), change.after(), change.before()));
    }
    lines.add(
        "  too few %.2f → %.2f minutes, %.2f → %.2f instance hours"
            .formatted(
                advice.before().violationMinutes(),
                advice.after().violationMinutes(),
                advice.before().instanceHours(),
                advice.after().instanceHours()));
    return lines;
  }

  private static String said(Duration length) {
    return length.compareTo(Duration.ofHours(3)) > 0
        ? String.format(Locale.ROOT, "%.1f h", length.toMinutes() / 60.0)
        : String.format(Locale.ROOT, "%.1f min", length.toSeconds() / 60.0);
  }
}
