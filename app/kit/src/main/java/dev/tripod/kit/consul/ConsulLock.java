package dev.tripod.kit.consul;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lock on a key of Consul that its holder stops believing in by itself.
///
/// The argument that two never believe at once: a renewal that Consul confirmed proves that the
/// session lived when the renewal was *sent*. [#held] is true for [#VALID_FOR] after that moment
/// and no longer, by the local monotonic clock, so also for a process that was frozen. When Consul
/// ends a session (it expired, or its node was found failed), nobody gets the lock before the
/// lock-delay of [LockTiming#BELIEVED] has passed. That is more than [#VALID_FOR], so the old
/// holder has stopped before the new one can begin. The delay need not be longer, and a shorter one
/// would be unsafe for who relies on [#held] alone. A holder who releases by itself causes no delay
/// at all.
///
/// The validity bridges an ordinary election of Consul (1 to 4 seconds); renewals are sent each
/// second instead of each third of the TTL, which lets the validity, and with it the delay, be
/// short.
///
/// Consul itself takes 10 to 20 s to end a session that is not renewed. So the holder also writes
/// to the key at each renewal, and who waits for the lock ends the session of a holder that has
/// fallen silent ([Incumbent]). Nobody has to be right about that: the lock-delay begins then as
/// well, so also one that lives has stopped believing before the next one begins.
///
/// It needs clocks that run equally fast within a fifth, not clocks that agree. A virtual machine
/// whose clock stands still while it is paused breaks the assumption; the fencing token is for
/// resources that can check one.
public final class ConsulLock implements AutoCloseable {
  /// Consul's minimum. It ends a session that was not renewed for this long, or for twice as long.
  static final Duration TTL = Duration.ofSeconds(10);

  public static final Duration VALID_FOR = Duration.ofSeconds(4);

  private static final Logger LOG = LoggerFactory.getLogger(ConsulLock.class);

  /// What is known of the own session and lock; `confirmed` and `token` (0: not held) mean nothing
  /// without a session.
  private record State(Optional<String> session, long confirmedNanos, long token) {
    static final State NONE = new State(Optional.empty(), 0, 0);

    State confirmed(long atNanos) {
      return new State(session, atNanos, token);
    }

    State withToken(long newToken) {
      return new State(session, confirmedNanos, newToken);
    }

    boolean has(String id) {
      return session.filter(id::equals).isPresent();
    }
  }

  private final Consul consul;
  private final String key;
  private final LockTiming timing;
  private final LongSupplier nanos;
  private final AtomicReference<State> state = new AtomicReference<>(State.NONE);
  private final Incumbent incumbent;
  private final Thread renewal;
  private final KeyWatch watch;
  private volatile Runnable onChange = () -> {};
  private volatile String value = "";
  private volatile boolean closed;
  private boolean failing;
  private long touches;

  private ConsulLock(Consul consul, String key, LockTiming timing, LongSupplier nanos) {
    this.consul = consul;
    this.key = key;
    this.timing = timing;
    this.nanos = nanos;
    this.incumbent = new Incumbent(consul, key, timing, nanos);
    this.renewal = Thread.ofVirtual().name("renew-" + key).start(this::renewRepeatedly);
    this.watch = KeyWatch.start(consul, key, this::observe);
  }

  /// Opens a session in the background; [#tryAcquire] fails until it is there.
  public static ConsulLock open(Consul consul, String key, LockTiming timing) {
    return new ConsulLock(consul, key, timing, System::nanoTime);
  }

  /// Whether the lock is surely held now. Never blocks; ask again right before each act that needs
  /// the lock.
  public boolean held() {
    State now = state.get();
    return now.token != 0 && nanos.getAsLong() - now.confirmedNanos < VALID_FOR.toNanos();
  }

  /// Grows with each change of holder; empty when the lock is not held.
  public OptionalLong fencingToken() {
    State now = state.get();
    return held() ? OptionalLong.of(now.token) : OptionalLong.empty();
  }

  /// Takes the lock if it is free and writes `holder` to the key; true if the lock is held
  /// afterwards. To be called again and again, at least each second, as it also finds out whether
  /// the one that has the lock is still there.
  public boolean tryAcquire(String holder) {
    State before = state.get();
    if (before.session.isEmpty() || closed) {
      return false;
    }
    String session = before.session.get();
    incumbent.expelIfSilent(session, false);
    if (incumbent.isAnotherThan(session)) {
      return false;
    }
    value = holder;
    long sentNanos = nanos.getAsLong();
    if (!consul.keyValues().acquire(key, holder, session)) {
      return false;
    }
    Optional<KeyEntry> entry =
        consul.keyValues().get(key).filter(e -> e.session().filter(session::equals).isPresent());
    entry.ifPresent(
        e ->
            state.updateAndGet(
                s -> s.has(session) ? s.withToken(e.modifyIndex()).confirmed(sentNanos) : s));
    return held();
  }

  /// Ends the session of another holder that has fallen silent. To be called again and again by
  /// who does not ask for the lock himself meanwhile.
  ///
  /// @param witnessed whether something besides its silence tells that the holder is gone. It
  ///     counts then also for as long as Consul had no leader.
  public void expelTheSilent(boolean witnessed) {
    state.get().session.ifPresent(session -> incumbent.expelIfSilent(session, witnessed));
  }

  /// Whether the lock belongs to `session` now, by a read that no deposed leader of Consul can
  /// answer.
  public boolean belongsTo(String session) {
    return consul
        .keyValues()
        .getConsistent(key)
        .flatMap(KeyEntry::session)
        .filter(session::equals)
        .isPresent();
  }

  /// Gives the lock back, so that another can take it at once. [#held] is false from the beginning
  /// of the call.
  public void release(String last) {
    State before = state.getAndUpdate(s -> s.withToken(0));
    if (before.token != 0 && before.session.isPresent()) {
      giveBack(last, before.session.get());
    }
  }

  private synchronized void giveBack(String last, String session) {
    consul.keyValues().release(key, last, session);
  }

  /// The session that the lock belongs to while it is held; changes when Consul ended the last one.
  public Optional<String> session() {
    return state.get().session;
  }

  /// Called in the watch's thread when the key changes: the time to ask for it.
  void onChange(Runnable listener) {
    onChange = listener;
  }

  private void observe(Indexed<Optional<KeyEntry>> answer) {
    incumbent.heard(answer.value());
    state.updateAndGet(
        s ->
            s.token != 0 && answer.index() >= s.token && !belongsTo(s, answer.value())
                ? s.withToken(0)
                : s);
    onChange.run();
  }

  private static boolean belongsTo(State own, Optional<KeyEntry> entry) {
    return entry.flatMap(KeyEntry::session).filter(own::has).isPresent();
  }

  private void renewRepeatedly() {
    while (!closed) {
      try {
        renew();
        failing = false;
      } catch (ConsulUnavailable e) {
        if (!failing && !closed) {
          LOG.warn("The lock {} cannot be confirmed: {}", key, e.getMessage());
        }
        failing = true;
      }
      pause();
    }
  }

  private void renew() {
    State before = state.get();
    long sentNanos = nanos.getAsLong();
    if (before.session.isEmpty()) {
      String session = consul.sessions().create(key, TTL, timing.lockDelay());
      state.set(new State(Optional.of(session), sentNanos, 0));
    } else if (consul.sessions().renew(before.session.get())) {
      state.updateAndGet(s -> s.confirmed(sentNanos));
      incumbent.reached(sentNanos);
      sayThatItLives();
    } else {
      LOG.warn("Consul ended the session of lock {}; opening another", key);
      state.set(State.NONE);
    }
  }

  /// Not beside a release, which it would undo.
  private synchronized void sayThatItLives() {
    State now = state.get();
    if (now.token != 0) {
      touches++;
      consul.keyValues().touch(key, value, now.session.orElseThrow(), touches);
    }
  }

  private void pause() {
    try {
      Thread.sleep(timing.renewEvery());
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the session, which frees the lock. Use [#release] before it to spare the next holder the
  /// lock-delay.
  @Override
  public void close() {
    closed = true;
    watch.close();
    renewal.interrupt();
    State last = state.getAndSet(State.NONE);
    last.session.ifPresent(this::destroy);
  }

  private void destroy(String session) {
    try {
      consul.sessions().destroy(session);
    } catch (ConsulUnavailable e) {
      LOG.warn("{}; the session of lock {} ends by its TTL", e.getMessage(), key);
    }
  }
}
