package dev.tripod.scenarios.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Finds out which keys are really there.
final class ReadBack {
  private static final int AT_A_TIME = 32;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Items items;

  ReadBack(Items items) {
    this.items = items;
  }

  /// Those of `keys` whose value is not their own name. Replicas may lag, so what is missing is
  /// read again until `limit`.
  Set<String> missing(Set<String> keys, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    var missing = unreadable(keys);
    while (!missing.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE);
      missing = unreadable(missing);
    }
    return missing;
  }

  /// Deletes `keys` as far as the API lets it; what is left has a prefix of its own and disturbs
  /// nobody.
  void forget(Set<String> keys) throws InterruptedException {
    Parallel.forEach(keys, AT_A_TIME, this::delete);
  }

  private Set<String> unreadable(Set<String> keys) throws InterruptedException {
    Set<String> missing = ConcurrentHashMap.newKeySet();
    Parallel.forEach(
        keys,
        AT_A_TIME,
        key -> {
          if (!isThere(key)) {
            missing.add(key);
          }
        });
    return missing;
  }

  private boolean isThere(String key) {
    try {
      var response = items.get(key);
      return response.statusCode() == 200 && response.body().equals(key);
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @SuppressWarnings("EmptyCatch")
  private void delete(String key) {
    try {
      items.delete(key);
    } catch (IOException _) {
      // left behind, as said above
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
