package dev.tripod.keeper;

import static dev.tripod.keeper.Views.MINE;
import static dev.tripod.keeper.Views.ONE;
import static dev.tripod.keeper.Views.THREE;
import static dev.tripod.keeper.Views.TWO;
import static dev.tripod.keeper.Views.after;
import static dev.tripod.keeper.Views.member;
import static dev.tripod.keeper.Views.recorded;
import static dev.tripod.keeper.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.redis.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectionTest {
  private static final Position NONE = Position.NONE;

  private static Position at(long term, long seq) {
    return new Position(term, seq);
  }

  private static View empty() {
    return view(MINE);
  }

  private static Election judge(View view) {
    return Election.of(view, member(ONE));
  }

  /// The own member is at position 5/9.
  @ParameterizedTest(name = "other {0}/{1}: {2}")
  @CsvSource({"5,9,Won", "5,8,Won", "5,10,Lost", "6,1,Lost", "4,99,Won"})
  void oneOtherIsComparedAndMayNotBeAhead(long term, long seq, String outcome) {
    View view =
        after(recorded(empty()), c -> c.detached(ONE, at(5, 9)).detached(THREE, at(term, seq)));
    assertThat(judge(view).getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void oneOfThreeIsNoMajority() {
    View view = after(recorded(empty()), c -> c.detached(ONE, at(5, 9)));
    assertThat(judge(view)).isInstanceOf(Election.Open.class);
  }

  @Test
  void whoLostItsDataDoesNotCount() {
    View view = after(recorded(empty()), c -> c.detached(ONE, at(5, 9)).detached(TWO, NONE));
    assertThat(judge(view)).isInstanceOf(Election.Open.class);
    assertThat(judge(after(view, c -> c.detached(THREE, at(5, 8)))))
        .isInstanceOf(Election.Won.class);
  }

  @Test
  void theEmptyOneIsNeverPromotedWhereDataWasRecorded() {
    View view = after(recorded(empty()), c -> c.detached(ONE, NONE).detached(TWO, NONE));
    assertThat(judge(view))
        .isInstanceOfSatisfying(
            Election.Lost.class, lost -> assertThat(lost.why()).contains("wipe the others"));
  }

  @Test
  void theFirstStartWaitsForAllThree() {
    View two = after(empty(), c -> c.detached(ONE, NONE).detached(TWO, NONE));
    assertThat(judge(two)).isInstanceOf(Election.Open.class);
    assertThat(judge(after(two, c -> c.detached(THREE, NONE)))).isInstanceOf(Election.Won.class);
    assertThat(judge(after(two, c -> c.detached(THREE, at(5, 9)))))
        .isInstanceOf(Election.Lost.class);
  }

  @Test
  void butNotForEver() {
    View two = after(empty(), c -> c.detached(ONE, NONE).detached(TWO, NONE));
    assertThat(judge(two.leaderless(Election.GRACE.minusMillis(1))))
        .isInstanceOf(Election.Open.class);
    assertThat(judge(two.leaderless(Election.GRACE))).isInstanceOf(Election.Won.class);
  }
}
