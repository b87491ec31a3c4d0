package dev.tripod.deployer.show;

import dev.tripod.deployer.deploy.Words;
import dev.tripod.deployer.rollout.Audience;
import dev.tripod.deployer.rollout.Event;
import java.io.PrintWriter;

/// Tells a line at a time, for a pipe or a log; what went wrong goes to standard error. A block of
/// lines stays together.
public final class Lines implements Audience {
  private final PrintWriter out;
  private final PrintWriter err;

  public Lines(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public synchronized void hears(Event event) {
    switch (event) {
      case Event.Note note -> out.println("%s: %s".formatted(note.job(), note.text()));
      case Event.Registered registered -> out.println(registered(registered));
      case Event.Going going ->
          out.println(
              "%s: %s (%s)".formatted(going.job(), going.text(), Words.seconds(going.elapsed())));
      case Event.Failure failure -> failure.report().lines().forEach(err::println);
      case Event.Ended ended -> ended(ended);
    }
    out.flush();
    err.flush();
  }

  private static String registered(Event.Registered event) {
    return "%s: registered version %d%s"
        .formatted(
            event.job(),
            event.version(),
            event.changes() == 0 ? "" : ", %d changes".formatted(event.changes()));
  }

  private void ended(Event.Ended event) {
    switch (event.outcome()) {
      case ROLLED_OUT, NOT_PROMOTED ->
          out.println(
              "%s: %s, %s (%s)"
                  .formatted(
                      event.job(),
                      event.outcome().words(),
                      event.text(),
                      Words.seconds(event.elapsed())));
      case UNCHANGED ->
          out.println(
              "%s: unchanged, version %d, %s"
                  .formatted(event.job(), event.version(), event.text()));
      case LEFT_OUT -> out.println("%s: not submitted, %s".formatted(event.job(), event.text()));
      case REFUSED, FAILED, CONFLICT -> {
        // Its report has said so.
      }
    }
  }

  /// Nobody reads what is asked in a pipe.
  @Override
  public boolean says(String question) {
    return false;
  }
}
