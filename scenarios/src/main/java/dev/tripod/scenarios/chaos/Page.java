package dev.tripod.scenarios.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// The report of a row: one file of HTML with a picture for each run, that needs no other
/// file.
final class Page {
  private Page() {}

  /// Returns the file.
  static Path write(Path folder, Score score) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve(score.row() + ".html"), html(score));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static String html(Score score) {
    var text = new StringBuilder(head(score));
    int number = 0;
    for (var run : score.runs()) {
      text.append(heading(++number, run));
      text.append(Picture.svg(run));
    }
    return text.append("</body>\n</html>\n").toString();
  }

  private static String head(Score score) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <title>%1$s</title>
    <style>
    body { font: 14px sans-serif; margin: 2em auto; max-width: 1000px; color: #222 }
    svg { width: 100%%; background: #fafafa; border: 1px solid #ddd }
    td { padding-right: 2em }
    .bad { color: #c00 }
    </style>
    </head>
    <body>
    <h1>%1$s</h1>
    <p class="%2$s">%3$s</p>
    <p>Each dot is a request, at the second when it was sent and by how long its answer took:
    reads blue, writes green, failed ones red. The broken lines are the beginning and the end of
    the fault.</p>
    """
        .formatted(escaped(score.row()), score.passed() ? "good" : "bad", escaped(score.verdict()));
  }

  private static String heading(int number, Run run) {
    var seen = run.judgement();
    return """
    <h2>Run %d</h2>
    <table>
    <tr><td>seed %d</td><td>acknowledged %d</td><td>lost %d</td>
    <td>unknown %d (%d of them are there)</td><td>refused %d</td></tr>
    <tr><td>write gap %s s</td><td>read gap %s s</td><td>failed reads %d</td>
    <td>failed writes %d</td><td>%s</td></tr>
    <tr><td colspan="5">%s</td></tr>
    </table>
    """
        .formatted(
            number,
            run.seed(),
            seen.acknowledged(),
            seen.lost().size(),
            seen.unknown(),
            seen.unknownThere(),
            seen.refused(),
            Line.seconds(run.writeGap()),
            Line.seconds(run.readGap()),
            run.failedReads(),
            run.failedWrites(),
            escaped(run.complaint().orElse("")),
            escaped(kinds(run)));
  }

  private static String kinds(Run run) {
    return run.failures().entrySet().stream()
        .map(kind -> kind.getValue() + " times " + kind.getKey())
        .collect(Collectors.joining("; "));
  }

  /// As text of XML.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
