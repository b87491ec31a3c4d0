package dev.tripod.scenarios.load;

import static dev.tripod.scenarios.load.Outcome.ACKNOWLEDGED;
import static dev.tripod.scenarios.load.Outcome.REFUSED;
import static dev.tripod.scenarios.load.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {
  /// 1 and 2 are acknowledged, 3 refused, 4 acknowledged, 5 unknown.
  private static final List<Entry> OVERWRITTEN =
      List.of(
          new Entry("k", "1", ACKNOWLEDGED),
          new Entry("k", "2", ACKNOWLEDGED),
          new Entry("k", "3", REFUSED),
          new Entry("k", "4", ACKNOWLEDGED),
          new Entry("k", "5", UNKNOWN));

  @Test
  void acknowledgedIsThereOrLost() {
    var entries = List.of(new Entry("a", "a", ACKNOWLEDGED), new Entry("b", "b", ACKNOWLEDGED));

    var found = Judgement.of(entries, Map.of("a", "a"));

    assertThat(found.acknowledged()).isEqualTo(2);
    assertThat(found.lost()).containsExactly("b");
  }

  @Test
  void anEmptyValueIsNone() {
    var entries = List.of(new Entry("a", "a", ACKNOWLEDGED));
    assertThat(Judgement.of(entries, Map.of("a", "")).lost()).containsExactly("a");
  }

  @Test
  void unknownAndRefusedAreNeverLostButCounted() {
    var entries =
        List.of(
            new Entry("a", "a", UNKNOWN),
            new Entry("b", "b", UNKNOWN),
            new Entry("c", "c", REFUSED),
            new Entry("d", "d", REFUSED));

    var found = Judgement.of(entries, Map.of("a", "a", "d", "d"));

    assertThat(found.lost()).isEmpty();
    assertThat(found.unknown()).isEqualTo(2);
    assertThat(found.unknownThere()).isEqualTo(1);
    assertThat(found.refused()).isEqualTo(2);
    assertThat(found.refusedThere()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5"})
  void theLastAcknowledgedOrALaterUnknownOneMayBeThere(String value) {
    assertThat(Judgement.of(OVERWRITTEN, Map.of("k", value)).lost()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "2", "3"})
  void whatIsOlderThanTheLastAcknowledgedIsALoss(String value) {
    assertThat(Judgement.of(OVERWRITTEN, Map.of("k", value)).lost()).containsExactly("k");
  }

  @Test
  void nothingAcknowledgedCanBeNothing() {
    var entries = List.of(new Entry("k", "1", UNKNOWN), new Entry("k", "2", REFUSED));
    assertThat(Judgement.of(entries, Map.of()).lost()).isEmpty();
  }

  @Test
  void whatWasLostOnceStaysLost() {
    var found = Judgement.of(OVERWRITTEN, Map.of("k", "4"));
    assertThat(found.alsoLost(Set.of("k")).lost()).containsExactly("k");
  }
}
