package dev.tripod.keeper;

import dev.tripod.keeper.Campaign.Stage;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ConsulLock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what was decided, with one line in the log for each change. Used by the keeper's
/// thread.
final class Actor {
  private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

  private final Consul consul;
  private final ConsulLock lock;
  private final String node;
  private final Function<Address, RedisPoller> redis;
  private final Runnable wake;
  private Optional<Address> asked = Optional.empty();
  private Campaign campaign = Campaign.NONE;
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

  /// What was done under the lock that was held last.
  Campaign campaign() {
    return campaign;
  }

  /// Goes on from here: under another lock all begins again.
  void resume(Campaign current) {
    campaign = current;
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
      case LockStep.Expel(boolean witnessed) -> lock.expelTheSilent(witnessed);
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

  /// Sends what was decided in `view`, if the lock still belongs to whom it belonged there. Throws
  /// [redis.clients.jedis.exceptions.JedisException] if the instance could not be told.
  void send(Order order, View view) {
    switch (order) {
      case Order.Detach detach ->
          tell(order, view, RedisConnection::detach).ifPresent(state -> detached(detach, state));
      case Order.Promote promote ->
          tell(order, view, RedisConnection::promote).ifPresent(_ -> promoted(promote));
      case Order.Sign sign ->
          tell(order, view, redis -> redis.sign(sign))
              .filter(signed -> signed)
              .ifPresent(_ -> signed(sign));
      case Order.Follow(Instance instance, Address leader) ->
          tell(order, view, redis -> follow(redis, instance, leader))
              .ifPresent(_ -> LOG.info("{} follows {}", instance, leader));
    }
  }

  private <T> Optional<T> tell(Order order, View view, Function<RedisConnection, T> command) {
    String authority = view.lease().authority().orElseThrow();
    return redis.apply(order.target().address()).tell(() -> lock.belongsTo(authority), command);
  }

  private static boolean follow(RedisConnection redis, Instance instance, Address leader) {
    return instance.isMember() ? redis.follow(leader) : redis.feedOn(leader);
  }

  private void detached(Order.Detach order, RedisState state) {
    campaign = campaign.detached(order.target().address(), state.position());
    LOG.info("{} follows nobody, at position {}", order.target(), state.position());
    wake.run();
  }

  private void promoted(Order.Promote order) {
    campaign = campaign.at(Stage.PROMOTED);
    promotions++;
    LOG.info("{} becomes master: {}", order.target(), order.why());
    wake.run();
  }

  private void signed(Order.Sign order) {
    campaign = campaign.at(Stage.SIGNED);
    LOG.info("{} is master in term {}", order.target(), order.term());
    wake.run();
  }

  /// Frees the lock for another, if it is held.
  void release() {
    asked.ifPresent(address -> lock.release(address.toString()));
  }
}
