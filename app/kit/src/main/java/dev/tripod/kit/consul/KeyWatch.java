package dev.tripod.kit.consul;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// One key of Consul's store, kept up to date. When Consul is away the last known entry stays.
public final class KeyWatch implements AutoCloseable {
  private final BlockingQuery<Optional<KeyEntry>> query;
  private volatile Optional<KeyEntry> entry = Optional.empty();
  private volatile boolean fresh;

  private KeyWatch(
      String key,
      LongFunction<Indexed<Optional<KeyEntry>>> question,
      Consumer<Indexed<Optional<KeyEntry>>> listener) {
    this.query =
        BlockingQuery.start(
            "watch-" + key,
            question,
            answer -> {
              entry = answer.value();
              fresh = true;
              listener.accept(answer);
            },
            _ -> fresh = false);
  }

  /// Returns at once. `listener` is called in the watch's thread with each answer, also with one
  /// that is the same as the last. What the nearest server knows, as a hint.
  public static KeyWatch start(
      Consul consul, String key, Consumer<Indexed<Optional<KeyEntry>>> listener) {
    return new KeyWatch(key, index -> consul.keyValues().getStale(key, index), listener);
  }

  /// For what may not be missed: only Consul's leader answers.
  public static KeyWatch startCurrent(Consul consul, String key) {
    return new KeyWatch(key, index -> consul.keyValues().get(key, index), _ -> {});
  }

  /// The entry as last known; empty also when nothing is known yet. Never blocks.
  public Optional<KeyEntry> entry() {
    return entry;
  }

  /// Whether Consul answered the last question.
  public boolean fresh() {
    return fresh;
  }

  @Override
  public void close() {
    query.close();
  }
}
