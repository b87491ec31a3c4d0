package dev.tripod.deployer.nomad;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets so many calls to Nomad run at once; the others wait for their turn, in the order in which
/// they came.
final class Turns {
  private final int atOnce;
  private final Duration longestWait;
  private final Semaphore free;

  Turns(int atOnce, Duration longestWait) {
    this.atOnce = atOnce;
    this.longestWait = longestWait;
    this.free = new Semaphore(atOnce, true);
  }

  /// @throws NomadUnavailable when the turn does not come in time
  <T> T run(Supplier<T> call) {
    try {
      if (!free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new NomadUnavailable(atOnce + " other calls of ours to Nomad did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new NomadUnavailable("interrupted while waiting for other calls to Nomad");
    }
    try {
      return call.get();
    } finally {
      free.release();
    }
  }
}
