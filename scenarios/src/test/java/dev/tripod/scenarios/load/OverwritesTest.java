package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverwritesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FakeItems server = new FakeItems();
  private final Items items = new Items(new Site(server.url(), Optional.empty()), PATIENCE);

  @AfterEach
  void close() {
    items.close();
    server.close();
  }

  private List<Entry> entriesWhenThereIs(String key) throws InterruptedException {
    try (var overwrites = Overwrites.start(items, "o")) {
      Await.until("value 7 of " + key, PATIENCE, () -> "7".equals(server.values.get(key)));
      return overwrites.finish();
    }
  }

  @Test
  void aKeyHasGreaterValuesAgainAndAgain() throws InterruptedException {
    var entries = entriesWhenThereIs("o-again-1-0");

    assertThat(entries).allMatch(entry -> entry.outcome() == Outcome.ACKNOWLEDGED);
    assertThat(entries.stream().filter(entry -> entry.key().equals("o-again-1-0")).limit(3))
        .extracting(Entry::value)
        .containsExactly("1", "4", "7");
  }

  @Test
  void anOldValueThatComesBackIsALoss() throws InterruptedException {
    var entries = entriesWhenThereIs("o-again-1-0");
    var readBack = new ReadBack(items);
    assertThat(readBack.judge(entries, Duration.ZERO).lost()).isEmpty();

    server.values.put("o-again-1-0", "1");

    assertThat(readBack.judge(entries, Duration.ZERO).lost()).containsExactly("o-again-1-0");
    readBack.forget(entries);
    assertThat(server.values).isEmpty();
  }

  @Test
  void aKeyWhoseWriteIsInDoubtIsLeftAsItIs() throws InterruptedException {
    server.doubts = "o-again-1-0"::equals;

    var entries = entriesWhenThereIs("o-again-1-1");

    var byKey = entries.stream().collect(Collectors.groupingBy(Entry::key));
    assertThat(byKey.get("o-again-1-0"))
        .containsExactly(new Entry("o-again-1-0", "1", Outcome.UNKNOWN));
    assertThat(byKey.get("o-again-1-1").getFirst().value()).isEqualTo("4");
  }
}
