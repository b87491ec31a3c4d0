package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The last evaluations of all policies, and the last of those that changed a count, which outlive
/// the thousands that found nothing to do. Bounded: the oldest makes room. The capacity leaves a
/// few of each of 5,000 policies, and half a megabyte of each thousand.
final class Records {
  static final int CAPACITY = 20_000;

  private final Deque<Evaluation> evaluations = new ArrayDeque<>();
  private final Deque<Evaluation> changes = new ArrayDeque<>();

  synchronized void add(Evaluation evaluation) {
    push(evaluations, evaluation);
    if (evaluation.decision() instanceof Decision.Scale) {
      push(changes, evaluation);
    }
  }

  /// Newest first.
  synchronized List<Evaluation> find(Predicate<Evaluation> wanted, int limit) {
    return evaluations.stream().filter(wanted).limit(limit).toList();
  }

  /// Only those that changed a count, newest first.
  synchronized List<Evaluation> findChanges(Predicate<Evaluation> wanted, int limit) {
    return changes.stream().filter(wanted).limit(limit).toList();
  }

  private static void push(Deque<Evaluation> newestFirst, Evaluation evaluation) {
    if (newestFirst.size() == CAPACITY) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(evaluation);
  }
}
