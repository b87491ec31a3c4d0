package dev.tripod.deployer.doctor;

import dev.tripod.deployer.deploy.Words;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes all checks at once, in a bounded time. A check that throws has found something, too.
public final class Doctor {
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private Doctor() {}

  /// What all checks of a cluster find, in their order.
  public static List<Finding> findings(Setup setup) throws InterruptedException {
    return findings(Checks.of(setup), BUDGET);
  }

  static List<Finding> findings(List<Check> checks, Duration budget) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var looks = checks.stream().<Callable<List<Finding>>>map(check -> check::look).toList();
      var found = threads.invokeAll(looks, budget.toMillis(), TimeUnit.MILLISECONDS);
      threads.shutdownNow();
      return IntStream.range(0, checks.size())
          .boxed()
          .flatMap(i -> result(checks.get(i), found.get(i), budget))
          .toList();
    }
  }

  private static Stream<Finding> result(Check check, Future<List<Finding>> found, Duration budget) {
    try {
      return found.get().stream();
    } catch (CancellationException _) {
      var late = "This was not known within %s.".formatted(Words.seconds(budget));
      return Stream.of(
          Finding.fail(check.what(), late, "Is this machine or the cluster overloaded?"));
    } catch (ExecutionException e) {
      return Stream.of(failed(check, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  private static Finding failed(Check check, Throwable fault) {
    var text = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    return Finding.fail(check.what(), text, "`deployer status` tells more about the cluster.");
  }
}
