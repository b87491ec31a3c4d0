package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.decide.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The last evaluations of all policies, and the last of those that changed a count, which outlive
/// the thousands that found nothing to do. Bounded: the oldest makes room. The capacity leaves a
/// few of each of 5,000 policies, and half a megabyte of each thousand.
final class Records {
  static final int CAPACITY = 20_000;

  private final Deque<Evaluation> evaluations = new ArrayDeque<>();
  private final Deque<Evaluation> changes = new ArrayDeque<>();
  private final Map<Target, Evaluation> latest = new HashMap<>();

  synchronized void add(Evaluation evaluation) {
    push(evaluations, evaluation);
    latest.put(evaluation.target(), evaluation);
    if (evaluation.decision() instanceof Decision.Scale) {
      push(changes, evaluation);
    }
  }

  /// The last one of a group.
  synchronized Optional<Evaluation> latest(Target target) {
    return Optional.ofNullable(latest.get(target));
  }

  /// A group whose policy is gone, or that another instance looks after.
  synchronized void forget(Target target) {
    latest.remove(target);
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
