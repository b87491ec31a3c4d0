package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ConsulUnavailable;
import dev.tripod.kit.consul.LocalAgent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Consul what the keeper found, in a thread of its own: a Consul that hangs must not keep
/// the keeper from fencing. Each second, and at once when something changed.
final class Publisher implements AutoCloseable {
  /// What shall be known. `term` is there only for the keeper that leads.
  record News(Set<Announcement> announcements, OptionalLong term) {
    static final News NOTHING = new News(Set.of(), OptionalLong.empty());

    News {
      announcements = Set.copyOf(announcements);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Consul consul;
  private final String owner;
  private final Function<Announcement, String> note;
  private final Semaphore changed = new Semaphore(0);
  private final Thread thread;
  private volatile News news = News.NOTHING;
  private volatile boolean closed;

  /// The ids of what the agent has from this node's keepers; empty until it was asked.
  private Optional<Set<String>> registered = Optional.empty();

  private OptionalLong recorded = OptionalLong.empty();
  private boolean failing;

  private Publisher(Consul consul, String node, Function<Announcement, String> note) {
    this.consul = consul;
    this.owner = Announcement.owner(node);
    this.note = note;
    this.thread = Thread.ofVirtual().name("publish").unstarted(this::run);
  }

  /// `note` gives what Consul's UI shows beside an instance.
  static Publisher start(Consul consul, String node, Function<Announcement, String> note) {
    Publisher publisher = new Publisher(consul, node, note);
    publisher.thread.start();
    return publisher;
  }

  void publish(News latest) {
    boolean urgent = !latest.announcements().equals(news.announcements());
    news = latest;
    if (urgent) {
      changed.release();
    }
  }

  Set<Announcement> published() {
    return news.announcements();
  }

  private void run() {
    while (!closed) {
      tell(news);
      await();
    }
  }

  private void tell(News latest) {
    try {
      // First: a write may be acknowledged as soon as somebody finds the master.
      record(latest.term());
      tell(consul.localAgent(), latest.announcements());
      failing = false;
    } catch (ConsulUnavailable e) {
      // The agent may have lost its services with a restart: find out again what it has.
      registered = Optional.empty();
      if (!failing && !closed) {
        LOG.warn("{}; trying again each second", e.getMessage());
      }
      failing = true;
    }
  }

  private void record(OptionalLong term) {
    if (term.isPresent() && !term.equals(recorded)) {
      consul.keyValues().put(Keys.RECORDED, Long.toString(term.getAsLong()));
      recorded = term;
    }
  }

  private void tell(LocalAgent agent, Set<Announcement> wanted) {
    Set<String> known =
        registered.orElseGet(() -> agent.servicesWithMeta(Announcement.OWNER, owner));
    Set<String> ids = wanted.stream().map(Announcement::id).collect(Collectors.toSet());
    Set<String> now = new HashSet<>(known);
    for (String id : known) {
      if (!ids.contains(id)) {
        agent.deregister(id);
        now.remove(id);
      }
    }
    for (Announcement announcement : wanted) {
      if (now.add(announcement.id())) {
        agent.register(announcement.registration());
      }
      agent.pass(announcement.id(), note.apply(announcement));
    }
    registered = Optional.of(now);
  }

  private void await() {
    try {
      if (changed.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        changed.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Takes back all that was announced.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tell(News.NOTHING);
  }
}
