package dev.tripod.scenarios.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The matrix for people: a line for each row, the limits in brackets.
final class Table {
  private static final String HEADER =
      """
      %-24s %4s %8s %5s %8s   %-24s %-24s %s"""
          .formatted(
              "row",
              "runs",
              "acknowl.",
              "lost",
              "unknown",
              "write gap median, worst",
              "read gap median, worst",
              "verdict");

  private Table() {}

  static String of(List<Score> scores) {
    var text = new StringBuilder(HEADER);
    for (var score : scores) {
      text.append('\n').append(line(score));
    }
    return text.toString();
  }

  private static String line(Score score) {
    return "%-24s %4d %8d %5d %8d   %-24s %-24s %s"
        .formatted(
            score.row(),
            score.runs().size(),
            score.acknowledged(),
            score.lost(),
            score.unknown(),
            gap(
                score.median(Run::writeGaps),
                score.longest(Run::writeGap),
                score.limit().writeGap()),
            gap(score.median(Run::readGaps), score.longest(Run::readGap), score.limit().readGap()),
            score.verdict());
  }

  private static String gap(Duration median, Duration worst, Duration limit) {
    return String.format(
        Locale.ROOT,
        "%.2f s, %.2f s (%.1f s)",
        Line.seconds(median),
        Line.seconds(worst),
        Line.seconds(limit));
  }
}
