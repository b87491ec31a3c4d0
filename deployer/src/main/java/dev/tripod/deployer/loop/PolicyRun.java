package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evaluates one policy at each of its intervals while this instance leads; a standby only keeps
/// time. Each tick has a virtual thread of its own, so a slow one makes no other policy late. No
/// thread waits for the next tick: the stacks of thousands would be most of the memory, and most of
/// what the garbage collector copies.
///
/// What a deployment holds back is evaluated once more when that has ended, beside the ticks, which
/// stay when they are. One evaluation follows the other; no two are made at a time.
///
/// Due times are multiples of the interval from the start, so lateness does not add up; ticks that
/// passed while one evaluation took long are left out.
final class PolicyRun implements AutoCloseable {
  /// An evaluation may take this long when its peers are silent, without being counted as missed.
  static final Duration GRACE = Duration.ofSeconds(15);

  interface Listener {
    void evaluated(Evaluation evaluation);

    /// How many were left out because the last one took so long; mostly none.
    void missed(long evaluations);

    /// This instance led and does not any more; somebody else knows better about the group now.
    void stoodDown(Target target);
  }

  private static final Logger LOG = LoggerFactory.getLogger(PolicyRun.class);
  private static final int MISSED_INTERVALS = 3;

  private final Policy policy;
  private final BooleanSupplier leads;
  private final Supplier<Evaluator> evaluators;
  private final Listener listener;
  private final ScheduledExecutorService clock;
  private volatile long lastTickNanos = System.nanoTime();
  private volatile boolean closed;
  private volatile Optional<Thread> ticking = Optional.empty();
  private volatile Optional<Future<?>> next = Optional.empty();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Lock evaluating = new ReentrantLock();

  // Of whoever evaluates.
  private Optional<Evaluator> evaluator = Optional.empty();
  private boolean heldBack;

  // Of the one tick that is under way; the next is scheduled when it ends.
  private long dueNanos;

  /// @param evaluators makes one for each term of leading: what an earlier term knew is out of date
  /// @param clock only starts ticks, so one thread will do
  PolicyRun(
      Policy policy,
      BooleanSupplier leads,
      Supplier<Evaluator> evaluators,
      Listener listener,
      ScheduledExecutorService clock) {
    this.policy = policy;
    this.leads = leads;
    this.evaluators = evaluators;
    this.listener = listener;
    this.clock = clock;
  }

  void start() {
    dueNanos = System.nanoTime() + phase();
    schedule();
  }

  Policy policy() {
    return policy;
  }

  /// How long before `nanoTime` the last tick ended.
  Duration sinceLastTick(long nanoTime) {
    return Duration.ofNanos(nanoTime - lastTickNanos);
  }

  boolean missesTicks(long nanoTime) {
    Duration allowed = policy.evaluationInterval().multipliedBy(MISSED_INTERVALS).plus(GRACE);
    return sinceLastTick(nanoTime).compareTo(allowed) > 0;
  }

  private void schedule() {
    if (!closed) {
      next =
          Optional.of(
              clock.schedule(
                  () -> Thread.ofVirtual().name("policy-" + policy.target()).start(this::tick),
                  dueNanos - System.nanoTime(),
                  TimeUnit.NANOSECONDS));
    }
  }

  /// A deployment of the job has ended. At most one thread waits to evaluate for that.
  void wake() {
    if (!closed && woken.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("woken-" + policy.target())
          .start(() -> alone(this::evaluateHeldBack));
    }
  }

  /// Whether something is held back is known when the evaluation under way has ended.
  private void evaluateHeldBack() {
    woken.set(false);
    if (heldBack && leads.getAsBoolean()) {
      evaluator.ifPresent(one -> evaluate(one, Duration.ZERO));
    }
  }

  private void alone(Runnable evaluation) {
    evaluating.lock();
    ticking = Optional.of(Thread.currentThread());
    try {
      if (!closed) {
        evaluation.run();
      }
    } finally {
      ticking = Optional.empty();
      evaluating.unlock();
    }
  }

  private void tick() {
    try {
      alone(this::evaluateOrStandBy);
    } finally {
      lastTickNanos = System.nanoTime();
      dueNanos += (1 + missed()) * interval();
      schedule();
    }
  }

  private void evaluateOrStandBy() {
    if (leads.getAsBoolean()) {
      evaluator = evaluator.or(() -> Optional.of(evaluators.get()));
      evaluator.ifPresent(one -> evaluate(one, Duration.ofNanos(System.nanoTime() - dueNanos)));
      if (!closed) {
        listener.missed(missed());
      }
    } else if (evaluator.isPresent()) {
      evaluator = Optional.empty();
      listener.stoodDown(policy.target());
    }
  }

  /// A fault of our own in one evaluation must not end the policy.
  private void evaluate(Evaluator evaluator, Duration lateness) {
    try {
      Evaluation evaluation = evaluator.evaluate(lateness);
      heldBack =
          evaluation.decision() instanceof Decision.Defer(Cause cause, _, _, _)
              && cause == Cause.DEPLOYMENT;
      if (!closed) {
        listener.evaluated(evaluation);
      }
    } catch (RuntimeException e) {
      LOG.error("{}: this evaluation failed, the next one is due as always", policy.target(), e);
    }
  }

  /// How many were due while this one was under way.
  private long missed() {
    return Math.max(0, System.nanoTime() - dueNanos) / interval();
  }

  private long interval() {
    return policy.evaluationInterval().toNanos();
  }

  /// Spreads the policies over the interval, the same way on each start.
  private long phase() {
    return Math.floorMod(policy.id().hashCode() * 1_000_003L, interval());
  }

  @Override
  public void close() {
    closed = true;
    next.ifPresent(tick -> tick.cancel(false));
    ticking.ifPresent(Thread::interrupt);
  }
}
