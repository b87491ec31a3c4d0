package dev.tripod.kit.consul;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one who has a lock, as those see it who wait for it: whether somebody has it, and whether
/// that one still lives. The session of one that has fallen silent is ended.
final class Incumbent {
  private static final Logger LOG = LoggerFactory.getLogger(Incumbent.class);

  private final Consul consul;
  private final String key;
  private final Duration death;
  private final LongSupplier nanos;
  private volatile Contact contact;
  private volatile Optional<KeyEntry> entry = Optional.empty();
  private volatile Silence silence = Silence.NONE;

  Incumbent(Consul consul, String key, LockTiming timing, LongSupplier nanos) {
    this.consul = consul;
    this.key = key;
    this.death = timing.death();
    this.nanos = nanos;
    this.contact = Contact.none(timing.renewEvery().multipliedBy(2));
  }

  /// Takes that Consul's leader has answered a renewal of the own session.
  void reached(long sentNanos) {
    contact = contact.answered(sentNanos);
  }

  /// Takes what a watch of the key has told.
  void heard(Optional<KeyEntry> told) {
    entry = told;
  }

  /// Whether another session than the given one has the lock. As the watch knows it: who waits for
  /// the lock writes in the end, and is refused.
  boolean isAnotherThan(String session) {
    return taken(session).isPresent();
  }

  /// To be asked again and again: whoever has the lock is found silent by that.
  ///
  /// @param witnessed whether something else tells that the holder is gone. Without that, its
  ///     silence counts only while Consul has a leader, as nobody can speak without one.
  void expelIfSilent(String session, boolean witnessed) {
    taken(session).ifPresent(found -> expelIfSilent(found, session, witnessed));
  }

  private Optional<KeyEntry> taken(String session) {
    return entry.filter(
        told -> told.session().filter(holder -> !holder.equals(session)).isPresent());
  }

  private void expelIfSilent(KeyEntry taken, String session, boolean witnessed) {
    String holder = taken.session().orElseThrow();
    long now = nanos.getAsLong();
    silence = silence.seen(holder, taken.modifyIndex(), now);
    boolean silent =
        witnessed ? silence.isAtLeast(death, now) : silence.isAtLeast(death, contact, now);
    if (silent && consul.keyValues().isStill(taken, session)) {
      LOG.warn("{}, which has the lock {}, is silent; its session is ended", taken.value(), key);
      silence = Silence.NONE;
      consul.sessions().destroy(holder);
    }
  }
}
