package dev.tripod.deployer.status;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Asks many questions at once. One that cannot be answered gets an answer that stands for not
/// known, and leaves a sentence.
final class Questions implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  @FunctionalInterface
  interface Question<T> {
    T answer() throws InterruptedException;
  }

  <T> CompletableFuture<T> ask(T unknown, Question<T> question) {
    return CompletableFuture.supplyAsync(() -> answer(unknown, question), threads);
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
    threads.close();
  }
}
