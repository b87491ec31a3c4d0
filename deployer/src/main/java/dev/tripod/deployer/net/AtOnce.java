package dev.tripod.deployer.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Does the same with many things at the same time.
public final class AtOnce {
  private AtOnce() {}

  /// What is done with each one.
  @FunctionalInterface
  public interface Work<S, T> {
    T with(S one) throws InterruptedException;
  }

  /// The results, in the order of the things. A fault is thrown when all have ended.
  public static <S, T> List<T> all(List<S> things, Work<S, T> work) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = things.stream().map(one -> threads.submit(() -> work.with(one))).toList();
      var results = new ArrayList<T>();
      for (var result : started) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
