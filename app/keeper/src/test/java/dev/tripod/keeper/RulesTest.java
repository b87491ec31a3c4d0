package dev.tripod.keeper;

import static dev.tripod.keeper.Views.FREE;
import static dev.tripod.keeper.Views.MINE;
import static dev.tripod.keeper.Views.NEVER_HELD;
import static dev.tripod.keeper.Views.NOWHERE;
import static dev.tripod.keeper.Views.ONE;
import static dev.tripod.keeper.Views.READER;
import static dev.tripod.keeper.Views.THEIRS;
import static dev.tripod.keeper.Views.THREE;
import static dev.tripod.keeper.Views.TWO;
import static dev.tripod.keeper.Views.UNKNOWN;
import static dev.tripod.keeper.Views.beatDue;
import static dev.tripod.keeper.Views.gone;
import static dev.tripod.keeper.Views.leaving;
import static dev.tripod.keeper.Views.master;
import static dev.tripod.keeper.Views.member;
import static dev.tripod.keeper.Views.others;
import static dev.tripod.keeper.Views.reader;
import static dev.tripod.keeper.Views.recorded;
import static dev.tripod.keeper.Views.replica;
import static dev.tripod.keeper.Views.seen;
import static dev.tripod.keeper.Views.silent;
import static dev.tripod.keeper.Views.up;
import static dev.tripod.keeper.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final RedisState EMPTY = replica(NOWHERE, 0, 0, 0);

  private static void assertNothing(Decision decision) {
    assertThat(decision.lock()).isInstanceOf(LockStep.None.class);
    assertThat(decision.orders()).isEmpty();
  }

  @Nested
  class WithoutALeader {
    @Test
    void theBestAsksForTheLock() {
      View view = recorded(others(view(FREE, up(ONE, replica(TWO, 5, 9, 10))), gone(TWO)), 5, 9);
      assertThat(Rules.decide(view).lock())
          .isEqualTo(
              new LockStep.Ask(
                  ONE, "own position 5/9, offset 10 is the highest of 1 reachable members"));
    }

    @Test
    void aWorseOneWaitsAndSaysForWhom() {
      View view =
          others(
              recorded(view(FREE, up(ONE, replica(TWO, 5, 9, 10))), 5, 9),
              gone(TWO),
              up(THREE, replica(TWO, 5, 9, 11)));
      Decision decision = Rules.decide(view);
      assertThat(decision.lock()).isInstanceOf(LockStep.None.class);
      assertThat(decision.waiting()).get().asString().startsWith("node3's 10.0.0.3:6379 is ahead");
    }

    @Test
    void onTheFirstStartAnyoneMayAsk() {
      View view = others(view(NEVER_HELD, up(ONE, EMPTY)), up(TWO, EMPTY), up(THREE, EMPTY));
      assertThat(Rules.decide(view).lock()).isInstanceOf(LockStep.Ask.class);
    }

    @Test
    void aLocalMasterIsFencedBeforeAnythingElse() {
      Decision decision = Rules.decide(recorded(view(FREE, up(ONE, master(5, 9, 10))), 5, 9));
      assertThat(decision.lock()).isInstanceOf(LockStep.None.class);
      assertThat(decision.orders())
          .containsExactly(new Order.Fence(member(ONE), "nobody holds the lock"));
    }

    @Test
    void replicasStayAsTheyAre() {
      assertNothing(Rules.decide(view(FREE, up(READER, replica(TWO, 5, 9, 10)))));
    }

    @Test
    void aNodeWithReadReplicasAloneNeverAsks() {
      assertNothing(Rules.decide(view(NEVER_HELD, up(READER, EMPTY))));
    }

    @Test
    void aMemberThatIsBeingStoppedNeverAsks() {
      assertNothing(Rules.decide(view(NEVER_HELD, leaving(up(ONE, EMPTY)))));
    }
  }

  @Nested
  class WhenAnotherLeads {
    @Test
    void allFollowIt() {
      Decision decision =
          Rules.decide(view(THEIRS, up(ONE, EMPTY), up(READER, replica(THREE, 5, 9, 10))));
      assertThat(decision.orders())
          .containsExactly(new Order.Follow(member(ONE), TWO), new Order.Follow(reader(), TWO));
    }

    @Test
    void theOldMasterFollowsToo() {
      assertThat(Rules.decide(view(THEIRS, up(ONE, master(5, 9, 10)))).orders())
          .containsExactly(new Order.Follow(member(ONE), TWO));
    }

    @Test
    void whoFollowsAlreadyIsLeftAlone() {
      assertNothing(Rules.decide(view(THEIRS, up(ONE, replica(TWO, 5, 9, 10)))));
    }

    @Test
    void whoCannotBeToldIsNotTold() {
      assertNothing(Rules.decide(view(THEIRS, gone(ONE), seen(READER, new Sighting.Loading()))));
    }
  }

  @Nested
  class WhenThisOneLeads {
    @Test
    void otherMastersAreFencedBeforeTheOwnIsPromoted() {
      View view =
          others(
              recorded(view(MINE, up(ONE, replica(TWO, 5, 9, 10))), 5, 9),
              up(TWO, master(5, 8, 9)));
      assertThat(Rules.decide(view).orders())
          .containsExactly(
              new Order.Follow(member(TWO), ONE),
              new Order.Promote(
                  member(ONE),
                  new Position(7, 1),
                  "own position 5/9, offset 10 is the highest of 2 reachable members"));
    }

    @Test
    void aNewTermIsAboveAllThatWereUsedAlsoWhenTheTokenIsNot() {
      View view = recorded(view(MINE, up(ONE, replica(TWO, 20, 9, 10))), 19, 9);
      assertThat(Rules.decide(view).orders())
          .singleElement()
          .isInstanceOfSatisfying(
              Order.Promote.class,
              promote -> assertThat(promote.position()).isEqualTo(new Position(21, 1)));
    }

    @Test
    void itBeatsWhenItIsTime() {
      View view = view(MINE, up(ONE, master(7, 3, 10)));
      assertNothing(Rules.decide(view));
      assertThat(Rules.decide(beatDue(view)).orders())
          .containsExactly(new Order.Beat(member(ONE), new Position(7, 4)));
    }

    @Test
    void aPositionThatWasWipedIsWrittenAtOnce() {
      View view = recorded(view(MINE, up(ONE, master(0, 0, 10))), 7, 30);
      assertThat(Rules.decide(view).orders())
          .containsExactly(new Order.Beat(member(ONE), new Position(8, 1)));
    }

    @Test
    void aMasterThatDiedCostsTheLockAtOnce() {
      assertThat(Rules.decide(view(MINE, gone(ONE))).lock())
          .isEqualTo(new LockStep.Release(ONE, "its process is gone: connection refused"));
    }

    @Test
    void aMasterThatRestartedEmptyIsNotPromoted() {
      Decision decision = Rules.decide(recorded(view(MINE, up(ONE, EMPTY)), 7, 30));
      assertThat(decision.lock()).isInstanceOf(LockStep.Release.class);
      assertThat(decision.orders()).isEmpty();
    }

    @Test
    void aSilentMasterIsWaitedForAsLongAsPatienceLasts() {
      assertNothing(Rules.decide(view(MINE, silent(ONE, Rules.PATIENCE.minusMillis(1)))));
      assertThat(Rules.decide(view(MINE, silent(ONE, Rules.PATIENCE))).lock())
          .isInstanceOf(LockStep.Release.class);
    }

    @Test
    void aMasterThatIsBeingStoppedIsFencedFirstAndThenGivenUp() {
      Decision first = Rules.decide(view(MINE, leaving(up(ONE, master(7, 3, 10)))));
      assertThat(first.lock()).isInstanceOf(LockStep.None.class);
      assertThat(first.orders())
          .containsExactly(new Order.Fence(member(ONE), "it is being stopped"));
      Decision second = Rules.decide(view(MINE, leaving(up(ONE, replica(NOWHERE, 7, 3, 10)))));
      assertThat(second.lock()).isInstanceOf(LockStep.Release.class);
      assertThat(Rules.decide(view(MINE)).lock()).isInstanceOf(LockStep.Release.class);
    }
  }

  @Nested
  class WhenConsulIsAway {
    @Test
    void masterIsFencedAndTheRestStays() {
      Decision decision =
          Rules.decide(
              view(UNKNOWN, up(ONE, master(7, 3, 10)), up(READER, replica(ONE, 7, 3, 10))));
      assertThat(decision.lock()).isInstanceOf(LockStep.None.class);
      assertThat(decision.orders())
          .containsExactly(
              new Order.Fence(member(ONE), "its lock cannot be confirmed with Consul"));
    }
  }

  @Test
  void theLockOfAKeeperThatDiedHereIsTakenOverWithTheMasterFenced() {
    Decision decision = Rules.decide(view(new Lease.Predecessor("s"), up(ONE, master(7, 3, 10))));
    assertThat(decision.lock()).isEqualTo(new LockStep.TakeOver("s"));
    assertThat(decision.orders())
        .isEqualTo(List.of(new Order.Fence(member(ONE), "its keeper was started again")));
  }
}
