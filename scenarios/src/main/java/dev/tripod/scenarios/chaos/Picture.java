package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Latency and errors of a run over time, as SVG. The scale of latency is logarithmic, from
/// one millisecond to ten seconds.
final class Picture {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int RIGHT = 990;
  private static final int TOP = 30;
  private static final int BOTTOM = 270;
  private static final int DECADES = 4;

  /// Numbers on the axis of time, about.
  private static final int TICKS = 12;

  private final Instant begun;
  private final double seconds;

  private Picture(Instant begun, double seconds) {
    this.begun = begun;
    this.seconds = seconds;
  }

  static String svg(Run run) {
    var samples = Stream.concat(run.reads().stream(), run.writes().stream()).toList();
    var begun =
        samples.stream().map(Sample::start).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    var end = samples.stream().map(Sample::end).max(Comparator.naturalOrder()).orElse(begun);
    double seconds = Math.max(1, Line.seconds(Duration.between(begun, end)));
    return new Picture(begun, seconds).draw(run);
  }

  private String draw(Run run) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-size=\"11\">%n"
            .formatted(WIDTH, HEIGHT)
        + latencies()
        + times()
        + dots(run.reads(), "#36c")
        + dots(run.writes(), "#2a2")
        + crosses(run)
        + marks(run.marks())
        + "</svg>\n";
  }

  private static String latencies() {
    var lines = new StringBuilder();
    for (int decade = 0; decade <= DECADES; decade++) {
      double y = y(Duration.ofMillis((long) Math.pow(10, decade)));
      var label = decade < 3 ? (int) Math.pow(10, decade) + " ms" : decade == 3 ? "1 s" : "10 s";
      lines.append(line(LEFT, y, RIGHT, y, "#ddd", ""));
      lines.append(text(LEFT - 8, y + 4, "end", label));
    }
    return lines.toString();
  }

  private String times() {
    var labels = new StringBuilder();
    int step = (int) Math.max(1, Math.ceil(seconds / TICKS));
    for (int second = 0; second <= seconds; second += step) {
      double x = x(begun.plusSeconds(second));
      labels.append(line(x, BOTTOM, x, BOTTOM + 4, "#999", ""));
      labels.append(text(x, BOTTOM + 18, "middle", second + " s"));
    }
    return labels.toString();
  }

  /// One path with a round end where each answer is.
  private String dots(List<Sample> samples, String colour) {
    return path(samples, Sample::succeeded, "h0", colour, 3);
  }

  private String crosses(Run run) {
    var all = Stream.concat(run.reads().stream(), run.writes().stream()).toList();
    return path(all, sample -> !sample.succeeded(), "m-3 -3l6 6m0 -6l-6 6", "#d00", 1.5);
  }

  private String path(
      List<Sample> samples, Predicate<Sample> drawn, String stroke, String colour, double width) {
    var path = new StringBuilder();
    samples.stream()
        .filter(drawn)
        .forEach(
            sample ->
                path.append("M%s %s".formatted(number(x(sample.start())), number(y(sample))))
                    .append(stroke));
    return "<path d=\"%s\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\" fill=\"none\"/>%n"
        .formatted(path, colour, width);
  }

  private String marks(List<Run.Mark> marks) {
    var lines = new StringBuilder();
    for (int i = 0; i < marks.size(); i++) {
      double x = x(marks.get(i).at());
      lines.append(line(x, TOP - 10, x, BOTTOM, "#000", " stroke-dasharray=\"4 3\""));
      // One above the other, as they may be close.
      var anchor = x > (LEFT + RIGHT) / 2.0 ? "end" : "start";
      lines.append(text(x, TOP - 18 + 13 * (i % 2), anchor, marks.get(i).what()));
    }
    return lines.toString();
  }

  private double x(Instant at) {
    double share = Line.seconds(Duration.between(begun, at)) / seconds;
    return LEFT + Math.clamp(share, 0, 1) * (RIGHT - LEFT);
  }

  private static double y(Sample sample) {
    return y(sample.latency());
  }

  private static double y(Duration latency) {
    double decades = Math.log10(Math.max(1, latency.toNanos() / 1e6));
    return BOTTOM - Math.min(decades, DECADES) / DECADES * (BOTTOM - TOP);
  }

  private static String line(
      double x1, double y1, double x2, double y2, String colour, String more) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"%s/>%n"
        .formatted(number(x1), number(y1), number(x2), number(y2), colour, more);
  }

  private static String text(double x, double y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
        .formatted(number(x), number(y), anchor, Page.escaped(text));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
