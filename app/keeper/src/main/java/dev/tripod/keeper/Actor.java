package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ConsulLock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what was decided, with one line in the log for each change. Used by the keeper's
/// thread.
final class Actor {
  private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(1);

  private final Consul consul;
  private final ConsulLock lock;
  private final String node;
  private final Function<Address, RedisPoller> redis;
  private final Runnable wake;
  private Optional<Address> asked = Optional.empty();
  private long beatNanos = System.nanoTime() - BEAT_EVERY.toNanos();
  private long promotions;

  /// `wake` is called when the next decision should not wait.
  Actor(
      Consul consul,
      ConsulLock lock,
      String node,
      Function<Address, RedisPoller> redis,
      Runnable wake) {
    this.consul = consul;
    this.lock = lock;
    this.node = node;
    this.redis = redis;
    this.wake = wake;
  }

  /// The address that the lock was last acquired for.
  Optional<Address> asked() {
    return asked;
  }

  boolean beatDue() {
    return System.nanoTime() - beatNanos >= BEAT_EVERY.toNanos();
  }

  long promotions() {
    return promotions;
  }

  /// Throws [dev.tripod.kit.consul.ConsulUnavailable] if Consul does not answer.
  void step(LockStep step) {
    switch (step) {
      case LockStep.None _ -> {}
      case LockStep.Ask(Address candidate, String why) -> ask(candidate, why);
      case LockStep.Release(Address leader, String why) -> {
        LOG.warn("{} gives up the lock of {}: {}", node, leader, why);
        lock.release(leader.toString());
        wake.run();
      }
      case LockStep.TakeOver(String session) -> takeOver(session);
    }
  }

  private void ask(Address candidate, String why) {
    asked = Optional.of(candidate);
    if (lock.tryAcquire(candidate.toString())) {
      LOG.info("{} has the lock for {}: {}", node, candidate, why);
      wake.run();
    }
  }

  private void takeOver(String session) {
    consul
        .keyValues()
        .get(Keys.LEADER)
        .filter(entry -> entry.session().filter(session::equals).isPresent())
        .ifPresent(
            entry -> {
              LOG.info("{} ends the lock that a keeper here before it held", node);
              consul.keyValues().release(Keys.LEADER, entry.value(), session);
            });
  }

  /// What only the holder of the lock may order is given up if it is not held at this very moment.
  /// Throws [redis.clients.jedis.exceptions.JedisException] if the instance could not be told.
  void send(Order order) {
    RedisPoller target = redis.apply(order.target().address());
    switch (order) {
      case Order.Promote promote -> {
        if (lock.held()) {
          promote(target, promote);
        }
      }
      case Order.Beat(Instance _, Position position) -> {
        if (lock.held()) {
          beat(target, position);
        }
      }
      case Order.Follow(Instance instance, Address leader) -> {
        target.tell(connection -> connection.follow(leader));
        LOG.info("{} follows {}", instance, leader);
      }
      case Order.Fence(Instance instance, String why) -> {
        target.tell(RedisConnection::fence);
        LOG.warn("{} takes no more writes: {}", instance, why);
        wake.run();
      }
    }
  }

  private void promote(RedisPoller target, Order.Promote order) {
    target.tell(connection -> connection.promote(order.position()));
    beatNanos = System.nanoTime();
    promotions++;
    LOG.info(
        "{} becomes master in term {}: {}", order.target(), order.position().term(), order.why());
    wake.run();
  }

  private void beat(RedisPoller target, Position position) {
    target.tell(connection -> connection.beat(position));
    beatNanos = System.nanoTime();
  }

  /// Frees the lock for another, if it is held.
  void release() {
    asked.ifPresent(address -> lock.release(address.toString()));
  }
}
