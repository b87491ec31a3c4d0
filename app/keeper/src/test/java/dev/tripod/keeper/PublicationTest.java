package dev.tripod.keeper;

import static dev.tripod.keeper.Views.FREE;
import static dev.tripod.keeper.Views.MINE;
import static dev.tripod.keeper.Views.ONE;
import static dev.tripod.keeper.Views.READER;
import static dev.tripod.keeper.Views.THEIRS;
import static dev.tripod.keeper.Views.THREE;
import static dev.tripod.keeper.Views.TWO;
import static dev.tripod.keeper.Views.UNKNOWN;
import static dev.tripod.keeper.Views.after;
import static dev.tripod.keeper.Views.gone;
import static dev.tripod.keeper.Views.master;
import static dev.tripod.keeper.Views.member;
import static dev.tripod.keeper.Views.others;
import static dev.tripod.keeper.Views.reader;
import static dev.tripod.keeper.Views.replica;
import static dev.tripod.keeper.Views.seen;
import static dev.tripod.keeper.Views.signed;
import static dev.tripod.keeper.Views.silent;
import static dev.tripod.keeper.Views.syncing;
import static dev.tripod.keeper.Views.unlinked;
import static dev.tripod.keeper.Views.up;
import static dev.tripod.keeper.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final Announcement MASTER = Announcement.master(member(ONE), 7);
  private static final Announcement STANDBY = Announcement.replica(member(ONE));
  private static final Announcement REPLICA = Announcement.replica(reader());
  private static final RedisState IN_SYNC = replica(TWO, 5, 9, 1000);
  private static final Duration SHORT = Publication.LINK_PATIENCE.minusMillis(1);

  private static Set<Announcement> fresh(View view) {
    return Publication.of(view, Set.of());
  }

  private static Set<Announcement> known(View view) {
    return Publication.of(view, Set.of(STANDBY, REPLICA));
  }

  @Test
  void theMasterIsToldOnlyUnderTheLock() {
    Seen master = up(ONE, master(7, 1, 10));
    assertThat(fresh(signed(view(MINE, master)))).containsExactly(MASTER);
    assertThat(fresh(view(MINE, master))).as("no standby has its term yet").isEmpty();
    assertThat(fresh(view(UNKNOWN, master))).isEmpty();
    assertThat(fresh(view(FREE, master))).isEmpty();
    assertThat(fresh(view(THEIRS, master))).isEmpty();
    assertThat(known(view(FREE, master))).isEmpty();
  }

  @Test
  void theMasterStaysWhileConsulIsAway() {
    View view =
        after(view(UNKNOWN, up(ONE, master(7, 1, 10))), c -> c.in(7).at(Campaign.Stage.SIGNED));
    assertThat(Publication.of(view, Set.of(MASTER))).containsExactly(MASTER);
    assertThat(fresh(view)).isEmpty();
  }

  @Test
  void aReplicaOfAStandbyIsTold() {
    Seen standby = up(THREE, IN_SYNC);
    View view = view(THEIRS, up(READER, replica(THREE, 5, 9, 1000)));
    assertThat(fresh(others(view, up(TWO, master(5, 9, 1000)), standby))).containsExactly(REPLICA);
  }

  @Test
  void aMasterThatIsSilentForAMomentStays() {
    View view = signed(view(MINE, silent(ONE, Duration.ofSeconds(1))));
    assertThat(Publication.of(view, Set.of(MASTER))).containsExactly(MASTER);
    assertThat(fresh(view)).isEmpty();
    assertThat(Publication.of(signed(view(MINE, gone(ONE))), Set.of(MASTER))).isEmpty();
  }

  @Test
  void replicasThatFollowTheLeaderAreToldMembersAndOthersAlike() {
    View view =
        others(view(THEIRS, up(ONE, IN_SYNC), up(READER, IN_SYNC)), up(TWO, master(5, 9, 1000)));
    assertThat(fresh(view)).containsExactlyInAnyOrder(STANDBY, REPLICA);
  }

  @Test
  void aReplicaThatIsFarBehindIsNotTold() {
    long bound = Publication.LAG_BOUND_BYTES;
    View view = view(THEIRS, up(READER, IN_SYNC));
    assertThat(fresh(others(view, up(TWO, master(5, 9, 1000 + bound))))).containsExactly(REPLICA);
    assertThat(fresh(others(view, up(TWO, master(5, 9, 1001 + bound))))).isEmpty();
    assertThat(known(others(view, up(TWO, master(5, 9, 1001 + bound))))).isEmpty();
  }

  @Test
  void aReplicaThatStillCopiesOrFollowsAnotherIsNotTold() {
    Seen working = up(TWO, master(5, 9, 1000));
    assertThat(fresh(others(view(THEIRS, up(READER, syncing(IN_SYNC))), working))).isEmpty();
    assertThat(known(others(view(THEIRS, up(READER, syncing(IN_SYNC))), working))).isEmpty();
    assertThat(fresh(others(view(THEIRS, up(READER, replica(THREE, 5, 9, 1000))), working)))
        .isEmpty();
  }

  @Test
  void aLinkThatIsDownForLongTakesAReplicaOutIfTheMasterWorks() {
    Seen working = up(TWO, master(5, 9, 1000));
    View brief = others(view(THEIRS, up(READER, unlinked(IN_SYNC, SHORT))), working);
    assertThat(known(brief)).containsExactly(REPLICA);
    assertThat(fresh(brief)).isEmpty();
    View lasting =
        others(view(THEIRS, up(READER, unlinked(IN_SYNC, Publication.LINK_PATIENCE))), working);
    assertThat(known(lasting)).isEmpty();
  }

  @Test
  void withoutAWorkingMasterReplicasStay() {
    Seen cut = up(READER, unlinked(IN_SYNC, Duration.ofHours(1)));
    assertThat(known(view(FREE, cut))).containsExactly(REPLICA);
    assertThat(known(view(UNKNOWN, cut))).containsExactly(REPLICA);
    assertThat(known(others(view(THEIRS, cut), gone(TWO)))).containsExactly(REPLICA);
    assertThat(fresh(view(FREE, cut))).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsTakenOutAfterAMoment() {
    assertThat(known(view(THEIRS, silent(READER, Publication.SILENCE.minusMillis(1)))))
        .containsExactly(REPLICA);
    assertThat(known(view(THEIRS, silent(READER, Publication.SILENCE)))).isEmpty();
    assertThat(known(view(THEIRS, gone(READER)))).isEmpty();
    assertThat(known(view(THEIRS, seen(READER, new Sighting.Loading())))).isEmpty();
  }
}
