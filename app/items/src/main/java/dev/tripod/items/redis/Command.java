package dev.tripod.items.redis;

/// What to do on one Redis server. It may run again, on the same server or another, when the first
/// run failed.
@FunctionalInterface
public interface Command<T> {
  T run(Server server);
}
