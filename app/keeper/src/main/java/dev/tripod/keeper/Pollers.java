package dev.tripod.keeper;

import dev.tripod.kit.redis.RedisLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One poller per instance that matters. Used by the keeper's thread alone.
final class Pollers implements AutoCloseable {
  private final Map<Address, RedisPoller> pollers = new HashMap<>();
  private final Optional<RedisLogin> login;
  private final Runnable onChange;

  /// `onChange` is called in a poller's thread when an instance is found in another condition.
  Pollers(Optional<RedisLogin> login, Runnable onChange) {
    this.login = login;
    this.onChange = onChange;
  }

  RedisPoller of(Address address) {
    return pollers.computeIfAbsent(address, this::start);
  }

  private RedisPoller start(Address address) {
    return RedisPoller.start(address, new RedisConnection(address, login), onChange);
  }

  /// Stops those that are not wanted any more.
  void retain(Set<Address> wanted) {
    pollers
        .entrySet()
        .removeIf(
            entry -> {
              if (wanted.contains(entry.getKey())) {
                return false;
              }
              entry.getValue().close();
              return true;
            });
  }

  @Override
  public void close() {
    retain(Set.of());
  }
}
