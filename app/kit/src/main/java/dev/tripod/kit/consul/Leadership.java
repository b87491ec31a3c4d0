package dev.tripod.kit.consul;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leads while it holds a [ConsulLock], and asks for the lock whenever it is free. At most one of
/// all that use the same key believes itself leader; see there for the argument.
public final class Leadership implements AutoCloseable {
  /// Both are called in the campaign's thread, gained and lost by turns. [Leadership#isLeader] is
  /// the truth at any moment; a change can be told up to [#CHECK_EVERY] after it.
  public interface Listener {
    void gained();

    void lost();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  /// How soon a validity that ran out is noticed, and how often a lock in its lock-delay is asked
  /// for.
  private static final Duration CHECK_EVERY = Duration.ofMillis(250);

  private final ConsulLock lock;
  private final String holder;
  private final List<Listener> listeners = new ArrayList<>();
  private final Semaphore changed = new Semaphore(0);
  private final Thread campaign;
  private volatile boolean closed;
  private boolean led;

  private Leadership(ConsulLock lock, String holder) {
    this.lock = lock;
    this.holder = holder;
    this.campaign = Thread.ofVirtual().name("lead-" + holder).unstarted(this::run);
  }

  /// Campaigns for `key`; while it leads, the key's value is `holder`, for people to read. Returns
  /// at once.
  public static Leadership start(Consul consul, String key, String holder) {
    ConsulLock lock = ConsulLock.open(consul, key, LockTiming.BELIEVED);
    Leadership leadership = new Leadership(lock, holder);
    lock.onChange(leadership.changed::release);
    leadership.campaign.start();
    return leadership;
  }

  /// Never blocks; ask again right before each act that only the leader may do.
  public boolean isLeader() {
    return lock.held();
  }

  /// Grows with each change of leader; empty when this one does not lead.
  public OptionalLong fencingToken() {
    return lock.fencingToken();
  }

  /// Tells the listener at once, here, when this one leads already.
  public synchronized void addListener(Listener listener) {
    listeners.add(listener);
    if (led) {
      listener.gained();
    }
  }

  private void run() {
    while (!closed) {
      try {
        if (!lock.held()) {
          lock.tryAcquire(holder);
        }
      } catch (ConsulUnavailable e) {
        LOG.debug("Cannot ask for leadership now", e);
      }
      tell(lock.held());
      awaitChange();
    }
  }

  private synchronized void tell(boolean leads) {
    if (leads != led) {
      led = leads;
      listeners.forEach(leads ? Listener::gained : Listener::lost);
    }
  }

  private void awaitChange() {
    try {
      if (changed.tryAcquire(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        changed.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Gives leadership back, so that another can lead at once.
  @Override
  public void close() {
    closed = true;
    campaign.interrupt();
    try {
      campaign.join();
      lock.release(holder);
    } catch (ConsulUnavailable e) {
      LOG.warn("{}; {} stops leading when its session ends", e.getMessage(), holder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tell(false);
    lock.close();
  }
}
