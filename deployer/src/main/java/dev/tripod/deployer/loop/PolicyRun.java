package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evaluates one policy at each of its intervals while this instance leads; a standby only keeps
/// time. Each run has a virtual thread of its own.
///
/// Due times are multiples of the interval from the start, so lateness does not add up; ticks that
/// passed while one evaluation took long are left out.
final class PolicyRun implements AutoCloseable {
  /// An evaluation may take this long when its peers are silent, without being counted as missed.
  static final Duration GRACE = Duration.ofSeconds(15);

  interface Listener {
    void evaluated(Evaluation evaluation);

    /// An evaluation took so long that others were left out.
    void missed(long ticks);

    /// This instance led and does not any more; somebody else knows better about the group now.
    void stoodDown(Target target);
  }

  private static final Logger LOG = LoggerFactory.getLogger(PolicyRun.class);
  private static final int MISSED_INTERVALS = 3;

  private final Policy policy;
  private final BooleanSupplier leads;
  private final Supplier<Evaluator> evaluators;
  private final Listener listener;
  private final Thread thread;
  private volatile long lastTickNanos = System.nanoTime();
  private volatile boolean closed;

  /// @param evaluators makes one for each term of leading: what an earlier term knew is out of date
  PolicyRun(
      Policy policy, BooleanSupplier leads, Supplier<Evaluator> evaluators, Listener listener) {
    this.policy = policy;
    this.leads = leads;
    this.evaluators = evaluators;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("policy-" + policy.target()).unstarted(this::run);
  }

  void start() {
    thread.start();
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

  private void run() {
    long interval = policy.evaluationInterval().toNanos();
    long due = System.nanoTime() + phase(interval);
    Evaluator evaluator = null;
    while (awaitDue(due)) {
      if (leads.getAsBoolean()) {
        evaluator = evaluator == null ? evaluators.get() : evaluator;
        evaluate(evaluator, Duration.ofNanos(System.nanoTime() - due));
      } else if (evaluator != null) {
        evaluator = null;
        listener.stoodDown(policy.target());
      }
      lastTickNanos = System.nanoTime();
      long missed = Math.max(0, lastTickNanos - due) / interval;
      if (missed > 0 && evaluator != null) {
        listener.missed(missed);
      }
      due += (1 + missed) * interval;
    }
  }

  /// A fault of our own in one evaluation must not end the policy.
  private void evaluate(Evaluator evaluator, Duration lateness) {
    try {
      Evaluation evaluation = evaluator.evaluate(lateness);
      if (!closed) {
        listener.evaluated(evaluation);
      }
    } catch (RuntimeException e) {
      LOG.error("{}: this evaluation failed, the next one is due as always", policy.target(), e);
    }
  }

  /// Spreads the policies over the interval, the same way on each start.
  private long phase(long interval) {
    return Math.floorMod(policy.id().hashCode() * 1_000_003L, interval);
  }

  private boolean awaitDue(long due) {
    while (!closed) {
      long left = due - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      LockSupport.parkNanos(left);
    }
    return false;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
