package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Repeat;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// Counts instances of items while they come: those that answer a load through the virtual IP, told
/// apart by the name in their greeting, and those that pass in Consul.
final class Census implements AutoCloseable {
  /// Each look costs the machine CPU that the instances need to start.
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String GREETING = "It is working, good job ";

  private final Set<String> names = new HashSet<>();
  private final NavigableMap<Integer, Instant> serving = new ConcurrentSkipListMap<>();
  private final NavigableMap<Integer, Instant> passing = new ConcurrentSkipListMap<>();
  private final Repeat asking;

  /// Begins to ask Consul, until it is closed.
  Census(World world) {
    asking = Repeat.each(PAUSE, () -> ask(world));
  }

  /// Takes an answer of the load.
  synchronized void hear(Sample sample, String body) {
    if (body.startsWith(GREETING) && names.add(nameIn(body))) {
      serving.put(names.size(), sample.end());
    }
  }

  /// How many have answered so far.
  int serving() {
    return serving.isEmpty() ? 0 : serving.lastKey();
  }

  /// When the last of that many first answered.
  Instant whenServing(int count) {
    return serving.ceilingEntry(count).getValue();
  }

  /// When that many first passed at the same time; when they answered, if Consul was later.
  Instant whenPassing(int count) {
    var entry = passing.ceilingEntry(count);
    return entry == null ? whenServing(count) : entry.getValue();
  }

  @Override
  public void close() {
    asking.close();
  }

  private void ask(World world) {
    try {
      passing.putIfAbsent(world.consul().passing("items").size(), Instant.now());
    } catch (Unreachable _) {
      return; // asked again in a moment
    }
  }

  /// The greeting is `It is working, good job NAME MILLISECONDS`.
  static String nameIn(String greeting) {
    return greeting.substring(GREETING.length()).split(" ", 2)[0];
  }
}
