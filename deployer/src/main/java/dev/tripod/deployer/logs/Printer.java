package dev.tripod.deployer.logs;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/// Prints lines of many sources, each whole.
public final class Printer {
  private static final String RESET = "\u001b[0m";

  /// Readable on dark and on light; red is left for errors.
  private static final int[] COLOURS = {32, 33, 34, 35, 36, 92, 93, 94, 95, 96};

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colours;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// One that prints lines of logs to `out` and all else to `err`.
  ///
  /// @param colours whether this is for a terminal
  public Printer(PrintWriter out, PrintWriter err, boolean colours) {
    this.out = out;
    this.err = err;
    this.colours = colours;
  }

  synchronized void line(Source source, String text) {
    out.println(painted(source) + " " + text);
    if (out.checkError()) {
      closed.countDown();
    }
  }

  /// Tells something about a source that is no line of its.
  synchronized void note(Source source, String text) {
    err.println("%s: %s".formatted(source.prefix(), text));
    err.flush();
  }

  synchronized void note(String text) {
    err.println(text);
    err.flush();
  }

  /// Waits until nobody reads any more, which the next line after that shows.
  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /// The same colour for the same instance, always.
  private String painted(Source source) {
    if (!colours) {
      return source.prefix();
    }
    var colour = Math.floorMod(source.key().allocation().hashCode(), COLOURS.length);
    return "\u001b[%dm%s%s".formatted(COLOURS[colour], source.prefix(), RESET);
  }
}
