package dev.tripod.keeper;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// One poller per instance that matters. Used by the keeper's thread alone.
final class Pollers implements AutoCloseable {
  private final Map<Address, RedisPoller> pollers = new HashMap<>();
  private final Runnable onChange;

  Pollers(Runnable onChange) {
    this.onChange = onChange;
  }

  RedisPoller of(Address address) {
    return pollers.computeIfAbsent(address, a -> RedisPoller.start(a, onChange));
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
