package dev.tripod.deployer.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Sample;
import dev.tripod.kit.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedQueriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch answering = new CountDownLatch(1);
  private final SharedQueries<String> queries =
      new SharedQueries<String>(
          promql -> {
            asked.add(promql);
            try {
              answering.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return new Sample.Missing(Sample.Lack.EMPTY, promql + " answer " + asked.size());
          });

  @Test
  void theSameAtTheSameTimeIsAskedOnce() throws Exception {
    var same = IntStream.range(0, 100).mapToObj(_ -> ask("a")).toList();
    var other = ask("b");
    awaitAllWait();
    answering.countDown();

    var first = same.getFirst().get();
    for (var one : same) {
      assertThat(one.get()).isSameAs(first);
    }
    assertThat(other.get()).isNotEqualTo(first);
    assertThat(asked).containsExactlyInAnyOrder("a", "b");
  }

  private Future<Sample> ask(String promql) {
    var answer = new FutureTask<>(() -> queries.query(promql));
    threads.add(Thread.ofVirtual().start(answer));
    return answer;
  }

  /// Who has not asked before the answer is there may be too late to share it.
  private void awaitAllWait() {
    Await.until(
        "all wait for an answer",
        PATIENCE,
        () -> threads.stream().allMatch(one -> one.getState() == Thread.State.WAITING));
  }

  @Test
  void anAnswerIsReusedOnlyForAMoment() throws Exception {
    answering.countDown();
    var began = System.nanoTime();
    var first = queries.query("a");

    Await.until("it is asked anew", PATIENCE, () -> !queries.query("a").equals(first));

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(SharedQueries.REUSED_FOR);
  }

  @Test
  void whoJoinedGetsTheAnswerThoughWhoAskedIsInterrupted() throws Exception {
    var answered = new AtomicBoolean();
    var asking = Thread.ofVirtual().start(() -> answered.set(answered("a")));
    Await.until("it is asked", PATIENCE, () -> asked.size() == 1);
    var joined = ask("a");
    awaitAllWait();
    asking.interrupt();
    asking.join();
    answering.countDown();

    assertThat(answered).isFalse();
    assertThat(joined.get()).isEqualTo(new Sample.Missing(Sample.Lack.EMPTY, "a answer 1"));
  }

  private boolean answered(String promql) {
    try {
      queries.query(promql);
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }
}
