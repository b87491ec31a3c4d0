package dev.tripod.deployer.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Sample;
import dev.tripod.kit.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedQueriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> asked = new CopyOnWriteArrayList<>();
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
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var same =
          IntStream.range(0, 100).mapToObj(_ -> threads.submit(() -> queries.query("a"))).toList();
      var other = threads.submit(() -> queries.query("b"));
      Await.until("both are asked", PATIENCE, () -> asked.size() == 2);
      answering.countDown();

      var first = same.getFirst().get();
      for (var one : same) {
        assertThat(one.get()).isSameAs(first);
      }
      assertThat(other.get()).isNotEqualTo(first);
      assertThat(asked).containsExactlyInAnyOrder("a", "b");
    }
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
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var joined = threads.submit(() -> queries.query("a"));
      asking.interrupt();
      asking.join();
      answering.countDown();

      assertThat(answered).isFalse();
      assertThat(joined.get()).isEqualTo(new Sample.Missing(Sample.Lack.EMPTY, "a answer 1"));
    }
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
