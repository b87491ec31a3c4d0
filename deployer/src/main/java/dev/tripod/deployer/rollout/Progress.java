package dev.tripod.deployer.rollout;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Tells a person what goes on, a line at a time. Jobs that roll out at the same time share it; a
/// block of lines stays together.
public final class Progress {
  private final PrintWriter out;
  private final PrintWriter err;
  private final long startNanos = System.nanoTime();

  public Progress(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  synchronized void line(String job, String text) {
    out.println(job + ": " + text);
    out.flush();
  }

  synchronized void failure(List<String> lines) {
    lines.forEach(err::println);
    err.flush();
  }

  public synchronized void total(String text) {
    out.println("%s (%s)".formatted(text, elapsed(startNanos)));
    out.flush();
  }

  /// `5m` or `1h30m`
  static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  static String elapsed(long sinceNanos) {
    var elapsed = Duration.ofNanos(System.nanoTime() - sinceNanos);
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }
}
