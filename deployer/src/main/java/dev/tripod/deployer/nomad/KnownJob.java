package dev.tripod.deployer.nomad;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The newest reading of one job's scale status. Who comes while it is read waits for that reading.
final class KnownJob {
  /// What Nomad said.
  ///
  /// @param beganNanos when it was asked, as a [System#nanoTime]
  /// @param share from a half to 1, by chance: which part of the longest time it may be believed
  record Reading(JobScale scale, long beganNanos, double share) {
    Duration age() {
      return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
  }

  private final Supplier<JobScale> nomad;
  private final Lock reading = new ReentrantLock();
  private volatile Optional<Reading> newest = Optional.empty();
  private volatile Optional<Long> changedNanos = Optional.empty();

  KnownJob(Supplier<JobScale> nomad) {
    this.nomad = nomad;
  }

  /// Somebody told that it changed right now, or before.
  void changed() {
    changedNanos = Optional.of(System.nanoTime());
  }

  /// Whether the last change was told of before the reading, by so much.
  boolean unchangedBefore(Reading reading, Duration margin) {
    return changedNanos
        .map(changed -> reading.beganNanos() - changed > margin.toNanos())
        .orElse(true);
  }

  /// Reads it, unless there is a reading that is believed.
  JobScale scale(Predicate<Reading> believed) {
    var known = newest.filter(believed);
    if (known.isPresent()) {
      return known.get().scale();
    }
    reading.lock();
    try {
      return newest.filter(believed).orElseGet(this::read).scale();
    } finally {
      reading.unlock();
    }
  }

  private Reading read() {
    var began = System.nanoTime();
    var share = ThreadLocalRandom.current().nextDouble(0.5, 1);
    var made = new Reading(nomad.get(), began, share);
    newest = Optional.of(made);
    return made;
  }
}
