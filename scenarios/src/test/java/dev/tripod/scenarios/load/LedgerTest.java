package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Stage STAGE = new Stage(100, Duration.ofSeconds(1));

  private final FakeItems server = new FakeItems();
  private final Items items = new Items(new Site(server.url(), Optional.empty()), PATIENCE);

  @AfterEach
  void close() {
    items.close();
    server.close();
  }

  @Test
  void everyWriteIsAcknowledgedAndReadBack() throws InterruptedException {
    try (var ledger = Ledger.start(items, "k", STAGE)) {
      assertThat(ledger.await()).hasSize(100).allMatch(Sample::succeeded);
      assertThat(ledger.count(Outcome.ACKNOWLEDGED)).isEqualTo(100);
      assertThat(ledger.lost(Duration.ZERO)).isEmpty();
      ledger.forget();
      assertThat(server.values).isEmpty();
    }
  }

  @Test
  void aLostWriteIsNamed() throws InterruptedException {
    server.loses = "k-17"::equals;
    try (var ledger = Ledger.start(items, "k", STAGE)) {
      ledger.await();
      assertThat(ledger.lost(Duration.ZERO)).containsExactly("k-17");
    }
  }

  @Test
  void aRefusedWriteIsNotLost() throws InterruptedException {
    server.refuses = key -> key.endsWith("0");
    try (var ledger = Ledger.start(items, "k", STAGE)) {
      ledger.await();
      assertThat(ledger.count(Outcome.REFUSED)).isEqualTo(10);
      assertThat(ledger.count(Outcome.ACKNOWLEDGED)).isEqualTo(90);
      assertThat(ledger.lost(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void aWriteWithoutAnswerIsUnknown() throws InterruptedException {
    try (var nobody = new Items(new Site(URI.create("http://127.0.0.1:1"), Optional.empty()));
        var ledger = Ledger.start(nobody, "k", new Stage(10, Duration.ofMillis(500)))) {
      assertThat(ledger.await()).hasSize(5).noneMatch(Sample::succeeded);
      assertThat(ledger.count(Outcome.UNKNOWN)).isEqualTo(5);
    }
  }

  @Test
  void finishingEndsItEarly() throws InterruptedException {
    try (var ledger = Ledger.start(items, "k", new Stage(100, Duration.ofMinutes(10)))) {
      assertThat(ledger.finish().size()).isLessThan(10_000);
    }
  }
}
