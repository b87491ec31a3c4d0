package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ConsulLock;
import dev.tripod.kit.consul.ConsulUnavailable;
import dev.tripod.kit.consul.LockTiming;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.redis.RedisLogin;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// The loop of one node: look, decide, act, tell. Each [#TICK], and at once when a watch or a
/// poller reports a change.
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final Duration TICK = Duration.ofMillis(300);

  private final String node;
  private final ConsulLock lock;
  private final Observer observer;
  private final Actor actor;
  private final Publisher publisher;
  private final Consumer<Report> reporter;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile Report last = Report.NONE;
  private volatile boolean closed;
  private Set<String> problemsBefore = Set.of();
  private final Set<String> problems = new HashSet<>();

  /// What the last tick found and told, for `/healthz` and `/metrics`.
  record Report(Optional<View> view, long atNanos, long promotions) {
    static final Report NONE = new Report(Optional.empty(), System.nanoTime(), 0);

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - atNanos);
    }
  }

  private Keeper(
      Consul consul,
      Optional<RedisLogin> login,
      String node,
      Function<ServiceInstance, String> nodeOf,
      Consumer<Report> reporter) {
    this.node = node;
    this.reporter = reporter;
    this.lock = ConsulLock.open(consul, Keys.LEADER, LockTiming.CHECKED);
    this.observer =
        new Observer(consul, lock, new Pollers(login, wake::release), node, nodeOf, wake::release);
    this.actor = new Actor(consul, lock, node, observer::poller, wake::release);
    this.publisher = Publisher.start(consul, node, this::note);
    this.thread = Thread.ofVirtual().name("keeper-" + node).unstarted(this::run);
  }

  /// Looks after the instances for which `nodeOf` gives `node`. `reporter` is called after each
  /// tick.
  static Keeper start(
      Consul consul,
      Optional<RedisLogin> login,
      String node,
      Function<ServiceInstance, String> nodeOf,
      Consumer<Report> reporter) {
    Keeper keeper = new Keeper(consul, login, node, nodeOf, reporter);
    keeper.thread.start();
    return keeper;
  }

  Report report() {
    return last;
  }

  private void run() {
    while (!closed) {
      try {
        tick();
      } catch (ConsulUnavailable e) {
        problem(e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("{}: a tick failed; the next one follows", node, e);
      }
      problemsBefore = Set.copyOf(problems);
      problems.clear();
      await();
    }
  }

  private void tick() {
    View view = observer.look(actor.asked(), actor.campaign());
    actor.resume(view.campaign());
    Decision decision = Rules.decide(view);
    decision.waiting().ifPresent(this::problem);
    // What may not be told any more is taken back before anything takes its place.
    publisher.publish(news(view));
    actor.step(decision.lock());
    decision.orders().forEach(order -> attempt(order, view));
    last = new Report(Optional.of(view), System.nanoTime(), actor.promotions());
    reporter.accept(last);
  }

  private Publisher.News news(View view) {
    OptionalLong term =
        view.lease() instanceof Lease.Mine && view.campaign().isSigned()
            ? OptionalLong.of(view.campaign().term())
            : OptionalLong.empty();
    return new Publisher.News(Publication.of(view, publisher.published()), term);
  }

  /// An instance that refuses or hangs keeps no other from its order; the next tick tries again.
  private void attempt(Order order, View view) {
    try {
      actor.send(order, view);
    } catch (JedisException e) {
      problem("%s could not be told: %s".formatted(order.target(), e.getMessage()));
    }
  }

  /// Said once as long as it lasts, not each tick.
  private void problem(String what) {
    if (problems.add(what) && !problemsBefore.contains(what) && !closed) {
      LOG.warn("{}: {}", node, what);
    }
  }

  private String note(Announcement announcement) {
    return last.view()
        .flatMap(
            view ->
                view.find(announcement.instance().address())
                    .flatMap(Seen::state)
                    .map(state -> "%d bytes behind".formatted(Publication.lag(view, state))))
        .orElse("");
  }

  private void await() {
    try {
      if (wake.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /// Hands over: the lock is free for another, who takes the members away from the local master.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
      actor.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ConsulUnavailable e) {
      LOG.warn("{} could not hand over: {}; its lock ends with its session", node, e.getMessage());
    }
    publisher.close();
    lock.close();
    observer.close();
  }
}
