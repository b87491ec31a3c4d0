package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.ConsulAgent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One waits for a lock that another has, by a clock of the test's own; Consul is real.
class IncumbentTest {
  private static final String KEY = "test/lock";
  private static final LockTiming TIMING = LockTiming.CHECKED;

  private final ConsulAgent agent = ConsulAgent.start();
  private final Consul consul = agent.client();
  private final AtomicLong nanos = new AtomicLong();
  private final Incumbent incumbent = new Incumbent(consul, KEY, TIMING, nanos::get);
  private final String own = session();
  private final String holder = session();

  @BeforeEach
  void take() {
    assertThat(consul.keyValues().acquire(KEY, "holder", holder)).isTrue();
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void whoSaysNothingIsExpelled() {
    waitInSilence(consul.keyValues().get(KEY), true, false);
    assertThat(consul.sessions().renew(holder)).isFalse();
  }

  @Test
  void whoCannotSayAnythingIsNot() {
    waitInSilence(consul.keyValues().get(KEY), false, false);
    assertThat(consul.sessions().renew(holder)).isTrue();
  }

  @Test
  void whoCouldNotAndIsGoneIsExpelled() {
    waitInSilence(consul.keyValues().get(KEY), false, true);
    assertThat(consul.sessions().renew(holder)).isFalse();
  }

  /// As while Consul is slow to write: the holder has spoken, and nobody has heard of it yet.
  @Test
  void whoseWordIsUnderWayIsNot() {
    Optional<KeyEntry> before = consul.keyValues().get(KEY);
    assertThat(consul.keyValues().touch(KEY, "holder", holder, 1)).isTrue();
    waitInSilence(before, true, true);
    assertThat(consul.sessions().renew(holder)).isTrue();
  }

  /// The key stays as it was, for longer than is taken for death.
  ///
  /// @param reached whether Consul has a leader meanwhile
  private void waitInSilence(Optional<KeyEntry> entry, boolean reached, boolean witnessed) {
    long end = nanos.get() + TIMING.death().toNanos();
    while (nanos.get() <= end) {
      if (reached) {
        incumbent.reached(nanos.get());
      }
      incumbent.heard(entry);
      assertThat(incumbent.isAnotherThan(own)).isTrue();
      incumbent.expelIfSilent(own, witnessed);
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
    }
  }

  private String session() {
    return consul.sessions().create(KEY, ConsulLock.TTL, TIMING.lockDelay());
  }
}
