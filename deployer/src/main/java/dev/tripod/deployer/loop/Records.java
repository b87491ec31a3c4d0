package dev.tripod.deployer.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The last evaluations of all policies, newest first. Bounded: the oldest makes room.
final class Records {
  static final int CAPACITY = 2_000;

  private final Deque<Evaluation> newestFirst = new ArrayDeque<>(CAPACITY);

  synchronized void add(Evaluation evaluation) {
    if (newestFirst.size() == CAPACITY) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(evaluation);
  }

  synchronized List<Evaluation> find(Predicate<Evaluation> wanted, int limit) {
    return newestFirst.stream().filter(wanted).limit(limit).toList();
  }
}
