package dev.tripod.keeper;

import static dev.tripod.keeper.Views.FREE;
import static dev.tripod.keeper.Views.NOWHERE;
import static dev.tripod.keeper.Views.ONE;
import static dev.tripod.keeper.Views.THREE;
import static dev.tripod.keeper.Views.TWO;
import static dev.tripod.keeper.Views.gone;
import static dev.tripod.keeper.Views.others;
import static dev.tripod.keeper.Views.recorded;
import static dev.tripod.keeper.Views.replica;
import static dev.tripod.keeper.Views.seen;
import static dev.tripod.keeper.Views.silent;
import static dev.tripod.keeper.Views.syncing;
import static dev.tripod.keeper.Views.up;
import static dev.tripod.keeper.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidacyTest {
  private static Candidacy judge(View view) {
    return Candidacy.of(view, view.candidate().orElseThrow());
  }

  /// The own member is at position 5/9.
  @ParameterizedTest(name = "other {0}/{1}: {2}")
  @CsvSource({"5,9,true", "5,8,true", "5,10,false", "6,1,false", "4,99,true", "0,0,true"})
  void onlyTheBestOfTheReachableMayAsk(long term, long seq, boolean may) {
    View view =
        others(
            recorded(view(FREE, up(ONE, replica(NOWHERE, 5, 9, 10)))),
            gone(TWO),
            up(THREE, replica(NOWHERE, term, seq, 99)));
    assertThat(judge(view) instanceof Candidacy.May).isEqualTo(may);
  }

  @Test
  void anEmptyMemberNeverAsksWhereDataWasRecorded() {
    View view = view(FREE, up(ONE, replica(NOWHERE, 0, 0, 0)));
    assertThat(judge(view)).isInstanceOf(Candidacy.May.class);
    assertThat(judge(recorded(view)))
        .isInstanceOfSatisfying(
            Candidacy.MayNot.class,
            no -> assertThat(no.why()).contains("wipe the others").contains(Keys.RECORDED));
  }

  @Test
  void whoIsNotWholeMayNotAsk() {
    RedisState own = replica(TWO, 5, 9, 10);
    assertThat(judge(recorded(view(FREE, up(ONE, syncing(own))))))
        .isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view(FREE, gone(ONE)))).isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view(FREE, silent(ONE, Duration.ZERO)))).isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view(FREE, seen(ONE, new Sighting.Loading()))))
        .isInstanceOf(Candidacy.MayNot.class);
  }
}
