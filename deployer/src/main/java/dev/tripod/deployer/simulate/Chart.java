package dev.tripod.deployer.simulate;

import dev.tripod.deployer.simulate.Score.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws what was needed and what ran over time, with characters:
///
///     █  ran and was needed     ░  ran, not needed     ·  needed, did not run
final class Chart {
  private static final int COLUMNS = 100;
  private static final int ROWS = 12;

  private Chart() {}

  static List<String> of(Score score) {
    List<Mark> line = score.line();
    int highest =
        line.stream().mapToInt(mark -> Math.max(mark.needed(), mark.running())).max().orElse(1);
    int step = Math.max(1, Math.ceilDiv(highest, ROWS));
    var rows = new ArrayList<String>();
    for (int count = Math.ceilDiv(highest, step) * step; count > 0; count -= step) {
      rows.add(row(line, count - step + 1, count));
    }
    rows.add(times(line));
    return rows;
  }

  private static String row(List<Mark> line, int from, int label) {
    var row = new StringBuilder("%5d ".formatted(label));
    for (int column = 0; column < columns(line); column++) {
      Mark mark = line.get((int) ((long) column * line.size() / columns(line)));
      boolean needed = mark.needed() >= from;
      boolean ran = mark.running() >= from;
      row.append(needed && ran ? '█' : ran ? '░' : needed ? '·' : ' ');
    }
    return row.toString().stripTrailing();
  }

  private static String times(List<Mark> line) {
    String end = String.format(Locale.ROOT, "%.0f s", line.getLast().seconds());
    return "      0" + " ".repeat(Math.max(1, columns(line) - 1 - end.length())) + end;
  }

  private static int columns(List<Mark> line) {
    return Math.min(COLUMNS, line.size());
  }
}
