package dev.tripod.deployer.logs;

import dev.tripod.deployer.nomad.LogApi;
import java.time.Duration;
import java.util.function.Supplier;

/// Follows one log in a thread of its own. What breaks is taken up again where it was, until the
/// instance has ended.
final class Follower {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// A broken connection is nothing to speak of; that the next one breaks as well is.
  private static final int QUIETLY = 2;

  private final Source source;
  private final Reading reading;
  private final Supplier<LogApi> logs;
  private final Printer printer;
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean stopped;
  private int failures;

  private Follower(Source source, Reading reading, Supplier<LogApi> logs, Printer printer) {
    this.source = source;
    this.reading = reading;
    this.logs = logs;
    this.printer = printer;
    this.thread = Thread.ofVirtual().name("log-" + source.prefix()).unstarted(this::run);
  }

  static Follower start(Source source, Reading reading, Supplier<LogApi> logs, Printer printer) {
    var follower = new Follower(source, reading, logs, printer);
    follower.thread.start();
    return follower;
  }

  /// Nothing is added to the log any more: what is left of it is the end.
  void end() {
    ended = true;
    thread.interrupt();
  }

  /// Nobody reads any more.
  void stop() {
    stopped = true;
    end();
  }

  private void run() {
    while (!ended) {
      try {
        reading.follow(logs.get());
        failures = 0;
      } catch (RuntimeException fault) {
        failed(fault);
      }
      pause();
    }
    if (!stopped) {
      finish();
    }
  }

  private void failed(RuntimeException fault) {
    failures++;
    if (!ended && failures == QUIETLY) {
      printer.note(source, "cannot be read now, is tried again: " + fault.getMessage());
    }
  }

  private void pause() {
    try {
      if (!ended) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      // Its end; the loop sees that.
    }
  }

  private void finish() {
    // What woke this thread must not end its last question as well.
    Thread.interrupted();
    try {
      reading.finish(logs.get());
    } catch (RuntimeException fault) {
      printer.note(source, "has ended, and its last lines cannot be read: " + fault.getMessage());
    }
  }
}
