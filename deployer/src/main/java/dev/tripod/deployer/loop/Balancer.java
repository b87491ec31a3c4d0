package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.Instances;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at each group in turn while this instance leads, and stops the allocation that
/// [Balance] names. A group is looked at once each [#ROUND]; where the groups are many, one each
/// [#BETWEEN], so that thousands cost Nomad no more than fifty.
final class Balancer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Instances instances;
  private final BooleanSupplier leads;
  private final Supplier<List<Target>> targets;
  private final Consumer<Target> moved;
  private final Thread thread;
  private volatile boolean closed;

  // Of the one thread.
  private final Map<Target, Balance.State> states = new HashMap<>();
  private final Set<Target> givenUp = new HashSet<>();

  /// @param targets the groups to look at, as of now
  /// @param moved is told of each instance that was moved
  Balancer(
      Instances instances,
      BooleanSupplier leads,
      Supplier<List<Target>> targets,
      Consumer<Target> moved) {
    this.instances = instances;
    this.leads = leads;
    this.targets = targets;
    this.moved = moved;
    this.thread = Thread.ofVirtual().name("balance").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        long began = System.nanoTime();
        List<Target> now = targets.get();
        keepOnly(now);
        for (Target target : now) {
          look(target, Instant.now());
          Thread.sleep(BETWEEN);
        }
        Thread.sleep(ROUND.minusNanos(System.nanoTime() - began));
      }
    } catch (InterruptedException _) {
      LOG.debug("interrupted, which only close does");
    }
  }

  private void keepOnly(List<Target> now) {
    states.keySet().retainAll(now);
    givenUp.retainAll(now);
  }

  /// One look at a group. A fault of our own must not end the others'.
  void look(Target target, Instant now) {
    if (!leads.getAsBoolean()) {
      keepOnly(List.of());
      return;
    }
    try {
      instances
          .spread(target)
          .ifPresentOrElse(
              spread -> {
                var before = states.getOrDefault(target, Balance.State.INITIAL);
                var verdict = Balance.decide(spread, before, now);
                states.put(target, verdict.state());
                carryOut(target, verdict.decision());
              },
              () -> states.remove(target));
    } catch (NomadRefused | NomadUnavailable e) {
      states.computeIfPresent(target, (_, state) -> state.unseen());
      LOG.debug("{}: where its instances are is unknown: {}", target, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{}: this look failed, the next one is due as always", target, e);
    }
  }

  private void carryOut(Target target, Balance.Decision decision) {
    switch (decision) {
      case Balance.Decision.Even _ -> givenUp.remove(target);
      case Balance.Decision.Wait _ -> LOG.trace("{}: not calm yet", target);
      case Balance.Decision.GiveUp(String reason) -> giveUp(target, reason);
      case Balance.Decision.Move move -> move(target, move);
    }
  }

  private void giveUp(Target target, String reason) {
    if (givenUp.add(target)) {
      LOG.warn(
          "{}: not spread evenly ({}), and {} instances were moved lately; none is moved until some"
              + " time has passed",
          target,
          reason,
          Balance.MOST_MOVES);
    }
  }

  /// Leadership is asked for once more, right before the write.
  private void move(Target target, Balance.Decision.Move move) {
    if (!leads.getAsBoolean()) {
      return;
    }
    var message =
        "%s: instance %s moves, %s".formatted(target, move.instance().shortId(), move.reason());
    try {
      instances.stop(move.instance(), message);
      moved.accept(target);
      LOG.info("{}", message);
    } catch (NomadRefused | NomadUnavailable e) {
      LOG.warn("{}; but Nomad: {}", message, e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
