package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Counts instances of items while they come: those that pass in Consul, and those that answer
/// through the virtual IP, told apart by the name in their greeting.
final class Census implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final World world;
  private final Set<String> names = new HashSet<>();
  private final NavigableMap<Integer, Instant> serving = new ConcurrentSkipListMap<>();
  private final NavigableMap<Integer, Instant> passing = new ConcurrentSkipListMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Census(World world) {
    this.world = world;
  }

  static Census start(World world) {
    var census = new Census(world);
    Thread.ofVirtual().start(() -> census.repeat(census::greet));
    Thread.ofVirtual().start(() -> census.repeat(census::ask));
    return census;
  }

  /// The most that were seen at a time.
  int serving() {
    return serving.isEmpty() ? 0 : serving.lastKey();
  }

  /// When that many had been seen to answer.
  Instant whenServing(int count) {
    return serving.ceilingEntry(count).getValue();
  }

  /// When that many passed at the same time; when they answered, if Consul was later.
  Instant whenPassing(int count) {
    var entry = passing.ceilingEntry(count);
    return entry == null ? whenServing(count) : entry.getValue();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void repeat(Runnable look) {
    try {
      while (!closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
        look.run();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void greet() {
    try {
      var greeting = world.items().send("GET", "/api/", "");
      if (greeting.statusCode() == 200 && names.add(nameIn(greeting.body()))) {
        serving.put(names.size(), Instant.now());
      }
    } catch (IOException _) {
      return; // asked again in a moment
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      passing.putIfAbsent(world.consul().passing("items").size(), Instant.now());
    } catch (Unreachable _) {
      return; // asked again in a moment
    }
  }

  /// The greeting is `It is working, good job NAME MILLISECONDS`.
  static String nameIn(String greeting) {
    var words = greeting.strip().split(" ", -1);
    return words[Math.max(0, words.length - 2)];
  }
}
