package dev.tripod.deployer.status;

import dev.tripod.deployer.deploy.Words;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Asks many questions, some at a time. One that cannot be answered, or not within the time for
/// all, gets an answer that stands for not known, and leaves a sentence.
final class Questions implements AutoCloseable {
  /// Each that is asked at the same time needs a connection of its own. To begin one, with
  /// certificates on both sides, takes longer than the answers to ten questions.
  private static final int AT_A_TIME = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Duration budget;
  private final long deadline;

  /// Questions of one look.
  ///
  /// @param budget how long all of them may take together
  Questions(Duration budget) {
    this.budget = budget;
    this.deadline = System.nanoTime() + budget.toNanos();
  }

  @FunctionalInterface
  interface Question<T> {
    T answer() throws InterruptedException;
  }

  <T> CompletableFuture<T> ask(T unknown, Question<T> question) {
    return CompletableFuture.supplyAsync(() -> answer(unknown, question), threads)
        .orTimeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
        .exceptionally(_ -> late(unknown));
  }

  /// An answer fails in no other way than by being late.
  private <T> T late(T unknown) {
    fault("Some questions were not answered within %s.".formatted(Words.seconds(budget)));
    return unknown;
  }

  private <T> T answer(T unknown, Question<T> question) {
    try {
      return question.answer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown;
    } catch (RuntimeException e) {
      fault(e.getMessage() == null ? e.toString() : e.getMessage());
      return unknown;
    }
  }

  void fault(String sentence) {
    if (!faults.contains(sentence)) {
      faults.add(sentence);
    }
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
