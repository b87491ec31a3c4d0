package dev.tripod.scenarios.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sends writes, and keeps book of what became of each.
final class Scribe {
  private final Store store;
  private final Recorder recorder = new Recorder();
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

  Scribe(Store store) {
    this.store = store;
  }

  /// Returns when the answer is in, or none will come.
  Outcome write(String key, String value) {
    var start = Instant.now();
    var outcome = Outcome.UNKNOWN;
    int status = 0;
    String error = "";
    try {
      var answer = store.write(key, value);
      status = answer.status();
      outcome = answer.outcome();
      error = outcome == Outcome.ACKNOWLEDGED ? "" : outcome.name().toLowerCase(Locale.ROOT);
    } catch (IOException cause) {
      error = cause.toString();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      error = ended.toString();
    }
    recorder.add(new Sample(start, Duration.between(start, Instant.now()), status, error));
    entries.add(new Entry(key, value, outcome));
    return outcome;
  }

  Recorder recorder() {
    return recorder;
  }

  /// In the order of their answers.
  List<Entry> entries() {
    return List.copyOf(entries);
  }
}
