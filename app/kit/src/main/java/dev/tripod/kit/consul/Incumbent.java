package dev.tripod.kit.consul;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one who has a lock, as those see it who wait for it: whether somebody has it, and whether
/// that one still lives. The session of one that has fallen silent is ended.
final class Incumbent {
  /// The next word of a holder is due by then, on a machine that is not too busy.
  private static final Duration WORD_IS_FRESH_FOR = Duration.ofMillis(1500);

  private static final Logger LOG = LoggerFactory.getLogger(Incumbent.class);

  private record Word(Optional<KeyEntry> entry, long atNanos) {}

  private final Consul consul;
  private final String key;
  private final Duration death;
  private final LongSupplier nanos;
  private volatile Contact contact;
  private volatile Word word = new Word(Optional.empty(), 0);
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
  void heard(Optional<KeyEntry> entry) {
    word = new Word(entry, nanos.getAsLong());
  }

  /// Whether another session than the given one has the lock. To be asked again and again: whoever
  /// has it is found silent by that.
  boolean isAnotherThan(String session) {
    Optional<KeyEntry> taken = takenByAnother(session);
    taken.ifPresent(this::expelTheDead);
    return taken.isPresent();
  }

  /// A read costs Consul less than an attempt to write, and what the watch heard a moment ago costs
  /// it nothing.
  private Optional<KeyEntry> takenByAnother(String session) {
    Word last = word;
    Optional<KeyEntry> heard = last.entry().filter(entry -> isOfAnother(entry, session));
    return heard.isPresent() && nanos.getAsLong() - last.atNanos() < WORD_IS_FRESH_FOR.toNanos()
        ? heard
        : consul.keyValues().get(key).filter(entry -> isOfAnother(entry, session));
  }

  private static boolean isOfAnother(KeyEntry entry, String session) {
    return entry.session().filter(holder -> !holder.equals(session)).isPresent();
  }

  private void expelTheDead(KeyEntry taken) {
    String holder = taken.session().orElseThrow();
    long now = nanos.getAsLong();
    silence = silence.seen(holder, taken.modifyIndex(), now);
    if (silence.isAtLeast(death, contact, now) && isStillSilent(taken)) {
      LOG.warn("{}, which has the lock {}, is silent; its session is ended", taken.value(), key);
      silence = Silence.NONE;
      consul.sessions().destroy(holder);
    }
  }

  /// By a write that Consul puts behind all that it was sent before. While its disks are slow, it
  /// answers and cannot write, so that a holder's words are late and not missing; then this is late
  /// as well, and meets them.
  private boolean isStillSilent(KeyEntry taken) {
    return consul.keyValues().putIfUnchanged(key, taken.value(), taken.modifyIndex());
  }
}
