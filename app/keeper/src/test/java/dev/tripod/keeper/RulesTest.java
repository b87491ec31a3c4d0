package dev.tripod.keeper;

import static dev.tripod.keeper.Views.FREE;
import static dev.tripod.keeper.Views.MINE;
import static dev.tripod.keeper.Views.NOWHERE;
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
import static dev.tripod.keeper.Views.recorded;
import static dev.tripod.keeper.Views.replica;
import static dev.tripod.keeper.Views.seen;
import static dev.tripod.keeper.Views.signed;
import static dev.tripod.keeper.Views.silent;
import static dev.tripod.keeper.Views.unlinked;
import static dev.tripod.keeper.Views.unsigned;
import static dev.tripod.keeper.Views.up;
import static dev.tripod.keeper.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.redis.Position;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final RedisState EMPTY = replica(NOWHERE, 0, 0, 0);
  private static final RedisState DETACHED = replica(NOWHERE, 5, 9, 10);

  private static void assertNothing(Decision decision) {
    assertThat(decision.lock()).isInstanceOf(LockStep.None.class);
    assertThat(decision.orders()).isEmpty();
  }

  @Nested
  class WithoutALeader {
    @Test
    void theBestAsksForTheLock() {
      View view = recorded(others(view(FREE, up(ONE, replica(TWO, 5, 9, 10))), gone(TWO)));
      assertThat(Rules.decide(view).lock())
          .isEqualTo(new LockStep.Ask(ONE, "no position of 1 reachable members is above its 5/9"));
    }

    @Test
    void aWorseOneWaitsAndSaysForWhom() {
      View view =
          others(
              recorded(view(FREE, up(ONE, replica(TWO, 5, 9, 10)))),
              gone(TWO),
              up(THREE, replica(TWO, 5, 10, 11)));
      Decision decision = Rules.decide(view);
      assertThat(decision.lock()).isInstanceOf(LockStep.None.class);
      assertThat(decision.waiting()).get().asString().startsWith("node3's 10.0.0.3:6379 is ahead");
    }

    @Test
    void onTheFirstStartAnyoneMayAsk() {
      View view = others(view(FREE, up(ONE, EMPTY)), up(TWO, EMPTY), up(THREE, EMPTY));
      assertThat(Rules.decide(view).lock()).isInstanceOf(LockStep.Ask.class);
    }

    @Test
    void aLocalMasterStaysOneUntilAnotherLeads() {
      Decision decision = Rules.decide(recorded(view(FREE, up(ONE, master(5, 9, 10)))));
      assertThat(decision.lock()).isInstanceOf(LockStep.Ask.class);
      assertThat(decision.orders()).isEmpty();
    }

    @Test
    void replicasStayAsTheyAre() {
      assertNothing(Rules.decide(view(FREE, up(READER, replica(TWO, 5, 9, 10)))));
    }

    @Test
    void aNodeWithReadReplicasAloneNeverAsks() {
      assertNothing(Rules.decide(view(FREE, up(READER, EMPTY))));
    }
  }

  @Nested
  class WhenAnotherLeads {
    private static final Seen LEADER = up(TWO, master(7, 3, 10));

    private static List<Order> orders(Seen... local) {
      return Rules.decide(others(view(THEIRS, local), LEADER)).orders();
    }

    /// What was allowed by anybody else could come at the wrong time.
    @Test
    void membersAreLeftToIt() {
      assertThat(orders(up(ONE, EMPTY))).isEmpty();
      assertThat(orders(up(ONE, master(5, 9, 10)))).isEmpty();
    }

    @Test
    void itIsExpelledIfItFallsSilent() {
      assertThat(expel(LEADER)).isEqualTo(new LockStep.Expel(false));
      assertThat(expel(silent(TWO, Rules.PATIENCE.minusMillis(1))))
          .isEqualTo(new LockStep.Expel(false));
      assertThat(Rules.decide(view(THEIRS, up(ONE, EMPTY))).lock())
          .as("nobody knows its member")
          .isEqualTo(new LockStep.Expel(false));
    }

    @Test
    void thatItsMemberIsGoneIsAWitness() {
      assertThat(expel(gone(TWO))).isEqualTo(new LockStep.Expel(true));
      assertThat(expel(silent(TWO, Rules.PATIENCE))).isEqualTo(new LockStep.Expel(true));
    }

    private static LockStep expel(Seen leader) {
      return Rules.decide(others(view(THEIRS, up(ONE, EMPTY)), leader)).lock();
    }

    @Test
    void readReplicasFollowAStandbyAndNotTheMaster() {
      assertThat(orders(up(ONE, standby()), up(READER, replica(TWO, 5, 9, 10))))
          .containsExactly(new Order.Follow(reader(), ONE));
      View elsewhere =
          others(view(THEIRS, gone(ONE), up(READER, EMPTY)), LEADER, up(THREE, standby()));
      assertThat(Rules.decide(elsewhere).orders())
          .containsExactly(new Order.Follow(reader(), THREE));
    }

    private static RedisState standby() {
      return replica(TWO, 5, 9, 10);
    }

    @Test
    void readReplicasStayWhereTheyAreIfThatIsAStandbyOrThereIsNone() {
      Seen own = up(ONE, standby());
      Seen fed = up(READER, replica(THREE, 5, 9, 10));
      View both = others(view(THEIRS, own, fed), LEADER, up(THREE, standby()));
      assertThat(Rules.decide(both).orders()).isEmpty();
      RedisState cut = unlinked(standby(), Duration.ofSeconds(1));
      assertThat(orders(up(ONE, cut), fed)).isEmpty();
    }

    @Test
    void whoCannotBeToldIsNotTold() {
      assertThat(orders(gone(ONE), seen(READER, new Sighting.Loading()))).isEmpty();
    }
  }

  @Nested
  class WhenThisOneCampaigns {
    private static View all() {
      return others(
          recorded(view(MINE, up(ONE, DETACHED))), up(TWO, master(5, 9, 12)), up(THREE, DETACHED));
    }

    @Test
    void everyMemberThatAnswersIsDetachedTheMasterFirstAndTheOwnOneLast() {
      assertThat(Rules.decide(all()).orders())
          .containsExactly(
              new Order.Detach(member(TWO)),
              new Order.Detach(member(THREE)),
              new Order.Detach(member(ONE)));
      View some =
          others(recorded(view(MINE, up(ONE, DETACHED))), gone(TWO), seen(THREE, loading()));
      assertThat(Rules.decide(some).orders()).containsExactly(new Order.Detach(member(ONE)));
    }

    private static Sighting loading() {
      return new Sighting.Loading();
    }

    @Test
    void noneIsPromotedAsLongAsOneThatAnswersIsNotDetached() {
      View two = after(all(), c -> c.detached(ONE, at(9)).detached(TWO, at(9)));
      assertThat(Rules.decide(two).orders()).containsExactly(new Order.Detach(member(THREE)));
    }

    private static Position at(long seq) {
      return new Position(5, seq);
    }

    @Test
    void theOwnOneIsPromotedWhenNoneIsAhead() {
      View compared =
          after(all(), c -> c.detached(ONE, at(9)).detached(TWO, at(9)).detached(THREE, at(8)));
      assertThat(Rules.decide(compared).orders())
          .containsExactly(
              new Order.Promote(member(ONE), "no position of 3 members of 3 is above its 5/9"));
    }

    @Test
    void theLockIsGivenBackWhenOneIs() {
      View compared =
          after(all(), c -> c.detached(ONE, at(9)).detached(TWO, at(10)).detached(THREE, at(8)));
      Decision decision = Rules.decide(compared);
      assertThat(decision.orders()).isEmpty();
      assertThat(decision.lock())
          .isEqualTo(
              new LockStep.Release(
                  ONE, "10.0.0.2:6379 is ahead with position 5/10; node1's 10.0.0.1:6379 has 5/9"));
    }

    @Test
    void aloneItWaits() {
      View alone =
          after(
              others(recorded(view(MINE, up(ONE, DETACHED))), gone(TWO), gone(THREE)),
              c -> c.detached(ONE, at(9)));
      Decision decision = Rules.decide(alone);
      assertNothing(decision);
      assertThat(decision.waiting()).get().asString().startsWith("1 of 3 members");
    }
  }

  @Nested
  class WhenThisOneLeads {
    private static View promoted(Seen own) {
      return after(
          recorded(view(MINE, own)),
          c -> c.detached(ONE, new Position(5, 9)).at(Campaign.Stage.PROMOTED));
    }

    @Test
    void theOthersFollowAndTheTermIsSigned() {
      View view = others(promoted(up(ONE, unsigned(master(5, 9, 10)))), up(TWO, DETACHED));
      assertThat(Rules.decide(view).orders())
          .containsExactly(
              new Order.Follow(member(TWO), ONE), new Order.Sign(member(ONE), 7, "history", 1));
    }

    @Test
    void aTermIsAboveAllThatWereUsedAlsoWhenTheTokenIsNot() {
      View view =
          after(
              promoted(up(ONE, unsigned(master(20, 9, 10)))),
              c -> c.detached(TWO, new Position(20, 9)));
      assertThat(Rules.decide(view).orders())
          .containsExactly(new Order.Sign(member(ONE), 21, "history", 1));
    }

    @Test
    void theFirstTermIsOnAllMembersBeforeItIsRecorded() {
      View first =
          after(
              view(MINE, up(ONE, unsigned(master(0, 0, 0)))),
              c ->
                  c.detached(ONE, Position.NONE)
                      .detached(TWO, Position.NONE)
                      .detached(THREE, Position.NONE)
                      .at(Campaign.Stage.PROMOTED));
      assertThat(Rules.decide(first).orders())
          .containsExactly(new Order.Sign(member(ONE), 7, "history", 2));
    }

    @Test
    void signedThereIsNothingLeftToDo() {
      View view =
          others(signed(promoted(up(ONE, master(7, 3, 10)))), up(TWO, replica(ONE, 7, 3, 9)));
      assertNothing(Rules.decide(view));
    }

    @Test
    void aSignatureThatWasWipedIsWrittenAgain() {
      View view = signed(promoted(up(ONE, unsigned(master(0, 0, 10)))));
      assertThat(Rules.decide(view).orders())
          .containsExactly(new Order.Sign(member(ONE), 7, "history", 1));
    }

    @Test
    void aMasterThatDiedCostsTheLockAtOnce() {
      assertThat(Rules.decide(view(MINE, gone(ONE))).lock())
          .isEqualTo(new LockStep.Release(ONE, "its process is gone: connection refused"));
    }

    @Test
    void aMasterThatWasStartedAgainIsNoneAnyMore() {
      assertThat(Rules.decide(signed(promoted(up(ONE, DETACHED)))).lock())
          .isEqualTo(new LockStep.Release(ONE, "it is master no more"));
    }

    @Test
    void aSilentMasterIsWaitedForAsLongAsPatienceLasts() {
      assertNothing(Rules.decide(view(MINE, silent(ONE, Rules.PATIENCE.minusMillis(1)))));
      assertThat(Rules.decide(view(MINE, silent(ONE, Rules.PATIENCE))).lock())
          .isInstanceOf(LockStep.Release.class);
    }

    @Test
    void aMasterThatIsBeingStoppedIsGivenUp() {
      assertThat(Rules.decide(view(MINE)).lock())
          .isEqualTo(new LockStep.Release(ONE, "it is being stopped"));
    }
  }

  @Test
  void whenConsulIsAwayAllStaysAsItIs() {
    assertNothing(
        Rules.decide(view(UNKNOWN, up(ONE, master(7, 3, 10)), up(READER, replica(ONE, 7, 3, 10)))));
  }

  @Test
  void theLockOfAKeeperThatDiedHereIsTakenOver() {
    Decision decision = Rules.decide(view(new Lease.Predecessor("s"), up(ONE, master(7, 3, 10))));
    assertThat(decision.lock()).isEqualTo(new LockStep.TakeOver("s"));
    assertThat(decision.orders()).isEmpty();
  }
}
