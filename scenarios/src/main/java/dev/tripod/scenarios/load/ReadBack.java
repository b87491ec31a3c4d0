package dev.tripod.scenarios.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Finds out what of a book is really there.
public final class ReadBack {
  private static final int AT_A_TIME = 32;

  /// Fewer requests than items are meant to serve with their least count: the autoscaler is
  /// not to follow this.
  private static final Duration BETWEEN = Duration.ofMillis(4);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /// All is read so often: the first answer may come from a replica that still has what its
  /// master lost.
  private static final int SIGHTINGS = 2;

  private final Store store;

  public ReadBack(Store store) {
    this.store = store;
  }

  /// Replicas may lag, so what seems to be lost is read again until `limit`, each time that
  /// all is read.
  public Judgement judge(List<Entry> entries, Duration limit) throws InterruptedException {
    var lost = new TreeSet<String>();
    var judgement = Judgement.of(List.of(), Map.of());
    for (int sighting = 1; sighting <= SIGHTINGS; sighting++) {
      judgement = sight(entries, limit);
      lost.addAll(judgement.lost());
    }
    return judgement.alsoLost(lost);
  }

  /// Deletes what was written as far as the store lets it; what is left has a prefix of its
  /// own and disturbs nobody.
  public void forget(List<Entry> entries) throws InterruptedException {
    deleteAll(keys(entries));
  }

  void deleteAll(Set<String> keys) throws InterruptedException {
    Parallel.forEach(keys, AT_A_TIME, BETWEEN, this::delete);
  }

  private Judgement sight(List<Entry> entries, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    var values = read(keys(entries));
    var judgement = Judgement.of(entries, values);
    while (!judgement.lost().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE);
      values.putAll(read(judgement.lost()));
      judgement = Judgement.of(entries, values);
    }
    return judgement;
  }

  private static Set<String> keys(List<Entry> entries) {
    return entries.stream().map(Entry::key).collect(Collectors.toSet());
  }

  /// The values by key; without those that cannot be read just now.
  private Map<String, String> read(Collection<String> keys) throws InterruptedException {
    var values = new ConcurrentHashMap<String, String>();
    Parallel.forEach(keys, AT_A_TIME, BETWEEN, key -> read(key, values));
    return values;
  }

  @SuppressWarnings("EmptyCatch")
  private void read(String key, Map<String, String> values) {
    try {
      store.read(key).ifPresent(value -> values.put(key, value));
    } catch (IOException _) {
      // not readable, as said above
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("EmptyCatch")
  private void delete(String key) {
    try {
      store.remove(key);
    } catch (IOException _) {
      // left behind, as said above
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
