package dev.tripod.keeper;

import static dev.tripod.keeper.Views.FREE;
import static dev.tripod.keeper.Views.NOWHERE;
import static dev.tripod.keeper.Views.ONE;
import static dev.tripod.keeper.Views.THREE;
import static dev.tripod.keeper.Views.TWO;
import static dev.tripod.keeper.Views.gone;
import static dev.tripod.keeper.Views.master;
import static dev.tripod.keeper.Views.others;
import static dev.tripod.keeper.Views.recorded;
import static dev.tripod.keeper.Views.replica;
import static dev.tripod.keeper.Views.seen;
import static dev.tripod.keeper.Views.silent;
import static dev.tripod.keeper.Views.syncing;
import static dev.tripod.keeper.Views.up;
import static dev.tripod.keeper.Views.view;
import static dev.tripod.keeper.Views.withHistory;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidacyTest {
  private static final Duration JUST_BEFORE = Candidacy.GRACE.minusMillis(1);

  private static Candidacy judge(View view) {
    return Candidacy.of(view, view.candidate().orElseThrow());
  }

  private static View stale(Lease lease, Duration leaderless) {
    View view = view(lease, up(ONE, replica(NOWHERE, 5, 2, 10)));
    return others(recorded(view, 5, 9), gone(TWO), gone(THREE)).leaderless(leaderless);
  }

  /// Recorded is 5/9; a failover may cost two beats.
  @ParameterizedTest(name = "{0}/{1}: {2}")
  @CsvSource({"5,9,true", "5,7,true", "5,6,false", "6,1,true", "4,100,false", "5,100,true"})
  void dataThatCoversTheRecordMayLeadAtOnce(long term, long beat, boolean may) {
    View view = recorded(view(FREE, up(ONE, replica(TWO, term, beat, 10))), 5, 9);
    assertThat(judge(view) instanceof Candidacy.May).isEqualTo(may);
  }

  /// The own member is at position 5/9 with offset 10.
  @ParameterizedTest(name = "other {0}/{1} offset {2} of {3}: {4}")
  @CsvSource({
    "5,9,10,history,true",
    "5,9,9,history,true",
    "5,9,11,history,false",
    "5,9,11,another,true",
    "5,10,1,another,false",
    "5,8,99,history,true",
    "6,1,1,another,false",
    "4,99,99,history,true",
  })
  void onlyTheBestOfTheReachableMayLead(
      long term, long beat, long offset, String history, boolean may) {
    RedisState other = withHistory(replica(NOWHERE, term, beat, offset), history);
    View view =
        others(recorded(view(FREE, up(ONE, replica(NOWHERE, 5, 9, 10))), 5, 9), up(THREE, other));
    assertThat(judge(view) instanceof Candidacy.May).isEqualTo(may);
  }

  @Test
  void staleDataWaitsForTheOthersUntilTheGraceIsOver() {
    assertThat(judge(stale(FREE, JUST_BEFORE))).isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(stale(FREE, Candidacy.GRACE))).isInstanceOf(Candidacy.May.class);
  }

  @Test
  void theLastLeaderDoesNotWait() {
    Lease own = new Lease.Free(Optional.of(ONE));
    assertThat(judge(stale(own, Duration.ZERO))).isInstanceOf(Candidacy.May.class);
    View older = recorded(stale(own, Duration.ZERO), 6, 1);
    assertThat(judge(older)).isInstanceOf(Candidacy.MayNot.class);
  }

  @Test
  void noneWaitsWhenAllMembersAreThere() {
    View view = stale(FREE, Duration.ZERO);
    RedisState worse = replica(NOWHERE, 5, 1, 1);
    assertThat(judge(others(view, up(TWO, worse), gone(THREE))))
        .isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(others(view, up(TWO, worse), up(THREE, worse))))
        .isInstanceOf(Candidacy.May.class);
  }

  @Test
  void anEmptyMemberNeverLeadsWhereDataWasRecorded() {
    View view =
        recorded(view(FREE, up(ONE, replica(NOWHERE, 0, 0, 0))), 5, 9)
            .leaderless(Candidacy.GRACE.multipliedBy(10));
    assertThat(judge(view))
        .isInstanceOfSatisfying(
            Candidacy.MayNot.class,
            no -> assertThat(no.why()).contains("wipe the others").contains(Keys.RECORDED));
  }

  @Test
  void dataThatConsulDoesNotKnowWaitsForOtherData() {
    View view = view(FREE, up(ONE, replica(NOWHERE, 5, 9, 10)));
    assertThat(judge(view.leaderless(JUST_BEFORE))).isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view.leaderless(Candidacy.GRACE))).isInstanceOf(Candidacy.May.class);
  }

  @Test
  void whoIsNotWholeMayNotLead() {
    RedisState own = replica(TWO, 5, 9, 10);
    assertThat(judge(recorded(view(FREE, up(ONE, syncing(own))), 5, 9)))
        .isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view(FREE, gone(ONE)))).isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view(FREE, silent(ONE, Duration.ZERO)))).isInstanceOf(Candidacy.MayNot.class);
    assertThat(judge(view(FREE, seen(ONE, new Sighting.Loading()))))
        .isInstanceOf(Candidacy.MayNot.class);
  }

  @Test
  void anOldMasterThatIsStillUpAndAheadIsPreferred() {
    View view =
        others(
            recorded(view(FREE, up(ONE, replica(TWO, 5, 9, 10))), 5, 9), up(TWO, master(5, 9, 12)));
    assertThat(judge(view)).isInstanceOf(Candidacy.MayNot.class);
  }
}
