package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.scenarios.load.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private static Score score(Limit limit, Run... runs) {
    return new Score("some-row", limit, List.of(runs));
  }

  private static Run away(Duration writes, Duration reads) {
    return Runs.with(writes, reads, Runs.GOOD);
  }

  @Test
  void whatStaysWithinItsLimitPasses() {
    // From the last success before to the first one after: 100 ms more than none were sent.
    var limit = Limit.gaps(2.1, 1.1);

    assertThat(score(limit, Runs.good(), away(TWO_SECONDS, SECOND)).verdict()).isEqualTo("pass");
  }

  @Test
  void gapsThatAreLongerFail() {
    var run = away(TWO_SECONDS, SECOND);

    assertThat(score(Limit.gaps(2.099, 1.1), run).verdict())
        .isEqualTo("fail: 2.100 s without a successful write, not 2.099 at most");
    assertThat(score(Limit.gaps(2.1, 1.099), run).verdict())
        .isEqualTo("fail: 1.100 s without a successful read, not 1.099 at most");
  }

  @Test
  void theWorstRunCounts() {
    var score = score(Limit.gaps(9, 9), away(TWO_SECONDS, SECOND), Runs.good(), Runs.good());

    assertThat(score.longest(Run::writeGap)).isEqualTo(Duration.ofMillis(2_100));
    assertThat(score.median(Run::writeGaps)).isEqualTo(Duration.ofMillis(100));
    assertThat(score.failedReads()).isEqualTo(10);
    assertThat(score.failedWrites()).isEqualTo(20);
    assertThat(score.longest(Run::slowestRefusal)).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void eachFaultOfARunHasAGapOfItsOwn() {
    var twice =
        new Run(
            42,
            List.of(
                new Run.Mark(Runs.BEGUN.plusSeconds(2), "a", true),
                new Run.Mark(Runs.BEGUN.plusSeconds(3), "end of the fault", false),
                new Run.Mark(Runs.BEGUN.plusSeconds(5), "b", true)),
            Runs.good().reads(),
            away(TWO_SECONDS, SECOND).writes(),
            0,
            Runs.GOOD,
            Optional.empty());

    assertThat(twice.writeGaps()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(2_100));
    assertThat(score(Limit.gaps(9, 9), twice).faults()).isEqualTo(2);
    assertThat(score(Limit.gaps(9, 9), twice).median(Run::writeGaps))
        .isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void whoIsRefusedLateFails() {
    var run = away(Duration.ofSeconds(3), Duration.ZERO);

    assertThat(score(Limit.gaps(9, 9).refusedWithin(0.7), run).passed()).isTrue();
    assertThat(score(Limit.gaps(9, 9).refusedWithin(0.6), run).verdict())
        .isEqualTo("fail: 0.700 s until a write was refused, not 0.600 at most");
    // Nobody can help who connects while the virtual IP moves.
    var atOnce = score(Limit.gaps(9, 9).refusedWithin(0.6), away(TWO_SECONDS, Duration.ZERO));
    assertThat(atOnce.passed()).isTrue();
  }

  @Test
  void whatNobodyMayNoticeFailsByOneRequest() {
    var moment = Duration.ofMillis(1);

    assertThat(score(Limit.unnoticed(), Runs.good()).verdict()).isEqualTo("pass");
    assertThat(score(Limit.unnoticed(), away(Duration.ZERO, moment)).verdict())
        .isEqualTo("fail: 1 reads of a run failed, not 0 at most");
    assertThat(score(Limit.unnoticed(), away(moment, Duration.ZERO)).verdict())
        .isEqualTo("fail: 1 writes of a run failed, not 0 at most");
  }

  @Test
  void oneLostWriteFails() {
    var lost = new Judgement(100, 0, 3, 1, 0, Set.of("k"));
    var run = Runs.with(Duration.ZERO, Duration.ZERO, lost);

    var score = score(Limit.gaps(9, 9), Runs.good(), run);

    assertThat(score.verdict()).isEqualTo("fail: 1 acknowledged writes are lost");
    assertThat(score.acknowledged()).isEqualTo(200);
    assertThat(score.unknown()).isEqualTo(3);
    assertThat(score.unknownThere()).isEqualTo(1);
  }

  @Test
  void aWriteThatIsThereThoughRefusedFails() {
    var contradicted = new Judgement(100, 2, 0, 0, 1, Set.of());

    assertThat(
            score(Limit.gaps(9, 9), Runs.with(Duration.ZERO, Duration.ZERO, contradicted))
                .verdict())
        .isEqualTo("fail: 1 writes are there that were said not to be written");
  }

  @Test
  void aRunWithoutAnythingProvesNothing() {
    assertThat(score(Limit.gaps(9, 9), Run.none(1, "waited in vain")).verdict())
        .isEqualTo("fail: waited in vain; no write was acknowledged, so nothing could be lost");
    assertThatThrownBy(() -> score(Limit.gaps(9, 9))).hasMessageContaining("was not run");
  }
}
