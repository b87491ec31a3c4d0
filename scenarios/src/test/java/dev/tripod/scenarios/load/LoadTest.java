package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import dev.tripod.scenarios.lab.Checkout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With the real vegeta against a server in this process.
class LoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Generator generator;

  private final FakeItems server = new FakeItems();
  private final Items items = new Items(new Site(server.url(), Optional.empty()), PATIENCE);

  @BeforeAll
  static void findVegeta() throws InterruptedException {
    generator = new Generator(Checkout.find().tool("vegeta"), Optional.empty());
  }

  @AfterEach
  void close() {
    items.close();
    server.close();
  }

  @Test
  void stagesFollowOneAnotherOnTime() throws InterruptedException {
    var urls = items.seed("k", 3);
    var stages =
        List.of(new Stage(20, Duration.ofSeconds(1)), new Stage(50, Duration.ofSeconds(1)));
    var begun = Instant.now();
    try (var load = Load.start(generator, urls, stages)) {
      var samples = load.await();
      assertThat(Summary.of(samples).errors()).isZero();
      assertThat(samples).hasSize(70);
      assertThat(load.running()).isFalse();
      assertThat(load.endedBetween(begun, Instant.now())).hasSize(70);
      assertThat(load.endedBetween(begun, begun)).isEmpty();
      assertThat(load.firstOf(0).orElseThrow()).isAfter(begun);
      assertThat(load.firstOf(1).orElseThrow()).isAfter(begun.plusSeconds(1));
      assertThat(load.firstOf(2)).isEmpty();
    }
  }

  @Test
  void theListenerGetsTheBodies() throws InterruptedException {
    var urls = items.seed("k", 2);
    var bodies = new ConcurrentSkipListSet<String>();
    var stages = List.of(new Stage(20, Duration.ofMillis(500)));
    try (var load = Load.start(generator, urls, stages, (_, body) -> bodies.add(body))) {
      load.await();
      assertThat(bodies).containsExactly("value of k-0000", "value of k-0001");
    }
  }

  @Test
  void aServerThatIsAwayIsErrorsNotSilence() throws InterruptedException {
    var urls = items.seed("k", 1);
    server.close();
    try (var load = Load.start(generator, urls, List.of(new Stage(10, Duration.ofMillis(500))))) {
      var samples = load.await();
      assertThat(Summary.of(samples).errors()).isEqualTo(5);
      assertThat(Summary.failures(samples)).containsOnlyKeys("connection refused");
    }
  }

  @Test
  void finishingKeepsTheAnswersThatAreDue() throws InterruptedException {
    var urls = items.seed("k", 1);
    try (var load = Load.start(generator, urls, List.of(new Stage(50, Duration.ofMinutes(10))))) {
      Await.until("some answers", PATIENCE, () -> load.samples().size() >= 20);
      assertThat(load.finish()).hasSizeBetween(20, 1_000).allMatch(Sample::succeeded);
    }
  }
}
