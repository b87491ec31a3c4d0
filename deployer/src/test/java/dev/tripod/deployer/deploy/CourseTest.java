package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.deploy.Next.AwaitChange;
import dev.tripod.deployer.deploy.Next.AwaitService;
import dev.tripod.deployer.deploy.Next.End;
import dev.tripod.deployer.deploy.Next.LookAgain;
import dev.tripod.deployer.deploy.Next.Register;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.Deployment.Group;
import dev.tripod.deployer.nomad.LiveJob;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final JobSpec JOB =
      Specs.spec(
          """
          {"ID": "web", "Meta": {"needs": "db"}, "Priority": 60,
           "TaskGroups": [{"Name": "web", "Count": 2, "Services": [{"Name": "web"}],
                           "Scaling": {"Min": 1, "Max": 9}}]}
          """);
  private static final Duration NOW = Duration.ofHours(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final String BACK = "Failed - rolling back to job version 4";

  private final Course course = new Course(JOB, TIMEOUT, Promotion.AUTO);

  @Test
  void aNewJobIsRegistered() {
    var next = register(course.next(Sight.nothing(), NOW));

    assertThat(next.job()).isEqualTo(JOB.json());
    assertThat(next.index()).isZero();
    assertThat(next.failure()).isEmpty();
    assertThat(course.followed()).isEmpty();
  }

  @Test
  void whatRunsAsWantedIsUnchanged() {
    var seen = live(5).rollout("successful", "", 2).seen();

    assertThat(course.next(seen, NOW))
        .isEqualTo(new End(Outcome.UNCHANGED, "2/2 healthy", seen.rollout()));
  }

  @Test
  void whatDiffersIsRegisteredWithTheLiveCountAndTheIndexThatWasSeen() {
    var next =
        register(course.next(live(5).count(7).differs().rollout("successful", "", 2).seen(), NOW));

    assertThat(next.index()).isEqualTo(50);
    assertThat(next.preview().changes()).hasSize(1);
    assertThat(count(next)).isEqualTo(7);
    assertThat(next.job().path("Meta").has("tripod_attempt")).isFalse();
  }

  @Test
  void aRolloutThatFailedIsTriedAgain() {
    var next = register(course.next(live(5).rollout("failed", "no luck", 0).seen(), NOW));

    assertThat(next.failure()).contains("no luck");
    assertThat(next.index()).isEqualTo(50);
    assertThat(next.job().path("Meta").path("tripod_attempt").asText()).isEqualTo("1");
  }

  @Test
  void aRolloutUnderWayIsJoined() {
    var sight = live(5).rollout("running", "", 1);

    var next = change(course.next(sight.seen(), NOW));

    assertThat(course.followed()).contains(sight.live());
    assertThat(next.live()).isEqualTo(sight.live());
    assertThat(next.topic()).isEqualTo(Topic.DEPLOYMENTS);
    assertThat(next.text()).isEqualTo("1/2 healthy");
    assertThat(next.tally()).isEqualTo(new Tally(2, 0, 1, 0));
    assertThat(next.within()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anEarlierRolloutIsLetComeToItsEndFirst() {
    var next = change(course.next(underWay().seen(), NOW));

    assertThat(next.text()).isEqualTo("an earlier rollout is under way, 1/2 healthy");
    assertThat(next.within()).isEqualTo(Duration.ofSeconds(5));
    assertThat(course.followed()).as("it is not ours").isEmpty();
    assertThat(course.next(live(5).differs().rollout("successful", "", 2).seen(), NOW))
        .isInstanceOf(Register.class);
  }

  @Test
  void anEarlierRolloutInTroubleOrWaitingForAPersonIsNotWaitedFor() {
    var trouble = underWay().allocation(5, "run", "failed", "Terminated");
    var canaries = live(5).differs().canary(1);

    assertThat(course.next(trouble.seen(), NOW)).isInstanceOf(Register.class);
    assertThat(course.next(canaries.seen(), NOW)).isInstanceOf(Register.class);
    assertThat(course.next(live(5).differs().canary(0).seen(), NOW))
        .as("its canary still starts")
        .isInstanceOf(AwaitChange.class);
  }

  @Test
  void anEarlierRolloutIsGivenAMinuteAtMost() {
    course.next(underWay().seen(), NOW);

    var last = change(course.next(underWay().seen(), NOW.plus(SETTLED).minusMillis(1)));
    assertThat(last.within()).isEqualTo(Duration.ofMillis(1));
    assertThat(course.next(underWay().seen(), NOW.plus(SETTLED))).isInstanceOf(Register.class);
  }

  @Test
  void anEarlierRolloutIsNotGivenMoreThanTheTimeout() {
    var hasty = new Course(JOB, Duration.ofSeconds(3), Promotion.AUTO);

    assertThat(change(hasty.next(underWay().seen(), NOW)).within()).hasSeconds(3);
    assertThat(hasty.next(underWay().seen(), NOW.plusSeconds(3))).isInstanceOf(Register.class);
  }

  @Test
  void whatIsNeededIsAwaited() {
    assertThat(course.next(Sight.nothing("db", "queue"), NOW))
        .isEqualTo(new AwaitService("db", TIMEOUT));
    assertThat(course.next(Sight.nothing("queue"), NOW.plusSeconds(60)))
        .isEqualTo(new AwaitService("queue", TIMEOUT.minusSeconds(60)));
    assertThat(course.next(Sight.nothing(), NOW.plusSeconds(61))).isInstanceOf(Register.class);
  }

  @Test
  void whatIsNeededIsAwaitedForANewAttemptToo() {
    assertThat(course.next(live(5).unmet("db").rollout("failed", "", 0).seen(), NOW))
        .isInstanceOf(AwaitService.class);
  }

  @Test
  void withoutWhatItNeedsInTimeAJobIsNotSubmitted() {
    course.next(Sight.nothing("db"), NOW);

    assertThat(course.next(Sight.nothing("db"), NOW.plus(TIMEOUT)))
        .isEqualTo(
            new End(
                Outcome.FAILED,
                "not submitted: no instance of db became healthy within 5m",
                Optional.empty()));
  }

  @Test
  void aRegistrationLostToSomebodysCountIsMadeAgainWithIt() {
    course.next(live(5).differs().rollout("successful", "", 2).seen(), NOW);
    course.lost();

    var next = course.next(live(6).count(4).differs().rollout("successful", "", 2).seen(), NOW);

    assertThat(register(next).index()).isEqualTo(60);
    assertThat(count(register(next))).isEqualTo(4);
  }

  @Test
  void aRegistrationLostToSomebodysChangeIsAConflict() {
    course.next(live(5).differs().rollout("successful", "", 2).seen(), NOW);
    course.lost();

    var theirs = live(6).priority(70).differs().rollout("successful", "", 2).seen();

    assertThat(course.next(theirs, NOW))
        .isEqualTo(
            new End(
                Outcome.CONFLICT,
                "not registered: somebody else changed the job meanwhile, it is now at version 6",
                theirs.rollout()));
  }

  @Test
  void aRegistrationLostToAnEqualOneIsFollowed() {
    course.next(live(5).differs().rollout("successful", "", 2).seen(), NOW);
    course.lost();

    assertThat(course.next(live(6).priority(60).rollout("running", "", 0).seen(), NOW))
        .isInstanceOf(AwaitChange.class);
    assertThat(followed()).isEqualTo(60);
  }

  @Test
  void aChangeIsSeenAlsoWhileSomethingIsAwaited() {
    course.next(underWay().seen(), NOW);
    assertThat(outcome(course.next(live(6).priority(70).differs().seen(), NOW)))
        .isEqualTo(Outcome.CONFLICT);

    var needy = new Course(JOB, TIMEOUT, Promotion.AUTO);
    needy.next(Sight.nothing("db"), NOW);
    assertThat(outcome(needy.next(live(0).differs().seen(), NOW))).isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void aChangeIsSeenAlsoWhileANewAttemptWaits() {
    course.next(live(5).unmet("db").rollout("failed", "", 0).seen(), NOW);

    assertThat(outcome(course.next(live(6).priority(70).differs().seen(), NOW)))
        .isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void aLookThatIsOlderThanTheOneBeforeIsTakenAgain() {
    course.next(live(6).differs().rollout("running", "", 1).seen(), NOW);

    assertThat(course.next(live(5).priority(70).differs().seen(), at(1)))
        .isEqualTo(new LookAgain());
  }

  @Test
  void aJobThatIsGoneIsAConflict() {
    course.next(underWay().seen(), NOW);

    assertThat(course.next(Sight.nothing(), NOW))
        .isEqualTo(
            new End(
                Outcome.CONFLICT,
                "not registered: somebody else changed the job meanwhile, it is gone now",
                Optional.empty()));
  }

  @Test
  void nomadsWayBackIsNobodysChange() {
    course.next(live(5).priority(70).differs().rollout("running", "", 1).seen(), NOW);

    var back =
        live(6)
            .differs()
            .rollout(50, "failed", BACK, new Group(2, 0, 1, 0, false))
            .rollout("successful", "", 2);

    assertThat(course.next(back.seen(), NOW)).isInstanceOf(Register.class);
  }

  @Test
  void registrationsAreLostOnlySoOften() {
    for (int round = 0; round < 5; round++) {
      var scaled = live(5 + round).count(round + 1).differs().rollout("successful", "", 2);
      assertThat(course.next(scaled.seen(), NOW)).isInstanceOf(Register.class);
      course.lost();
    }

    assertThat(outcome(course.next(live(10).differs().seen(), NOW))).isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void afterTheRegistrationItsOwnRolloutIsFollowed() {
    course.registered(60);

    assertThat(course.next(live(6).pending().seen(), NOW)).isInstanceOf(AwaitChange.class);
    assertThat(followed()).isEqualTo(60);
  }

  /// Nomad fills in what a file leaves out, and may call that a difference.
  @Test
  void whatWasRegisteredIsFollowedEvenIfItSeemsToDiffer() {
    course.registered(60);

    assertThat(course.next(live(6).differs().pending().seen(), NOW))
        .isInstanceOf(AwaitChange.class);
  }

  @Test
  void aLookThatIsOlderThanTheRegistrationIsTakenAgainForAWhile() {
    course.registered(60);

    assertThat(course.next(live(5).differs().seen(), NOW)).isEqualTo(new LookAgain());
    assertThat(course.next(Sight.nothing(), NOW.plus(SETTLED).minusMillis(1)))
        .isEqualTo(new LookAgain());
    assertThat(course.next(Sight.nothing(), NOW.plus(SETTLED)))
        .as("somebody deleted it")
        .isEqualTo(
            new End(
                Outcome.CONFLICT,
                "replaced: somebody else changed the job meanwhile, it is gone now",
                Optional.empty()));
  }

  @Test
  void somebodyRightAfterTheRegistrationIsAConflictUnlessItIsStillAsWanted() {
    course.registered(60);
    var scaled = new Course(JOB, TIMEOUT, Promotion.AUTO);
    scaled.registered(60);

    assertThat(outcome(course.next(live(7).differs().pending().seen(), NOW)))
        .isEqualTo(Outcome.CONFLICT);
    assertThat(scaled.next(live(7).count(3).pending().seen(), NOW)).isInstanceOf(AwaitChange.class);
  }

  @Test
  void aRegistrationThatNomadTookBackBeforeTheFirstLookHasFailed() {
    course.registered(60);

    var back =
        live(7)
            .differs()
            .rollout(60, "failed", BACK, new Group(2, 0, 1, 0, false))
            .rollout("running", "", 1);

    assertThat(change(course.next(back.seen(), NOW)).text()).isEqualTo("rolling back: 1/2 healthy");
    assertThat(course.followed().map(LiveJob::version)).contains(6L);
    assertThat(followed()).isEqualTo(60);
  }

  @Test
  void aDeploymentThatNomadForgetsWhileItGoesBackIsRemembered() {
    follow();
    var rolledBack = new Group(2, 0, 1, 0, false);
    course.next(live(6).rollout(60, "failed", BACK, rolledBack).rollout(), NOW);

    var starting = rollingBack("running", 1);
    assertThat(change(course.next(starting, at(1))).text()).isEqualTo("rolling back: 1/2 healthy");
    assertThat(end(course.next(rollingBack("successful", 2), at(2))).text())
        .isEqualTo(BACK + "; the rollback succeeded and runs as version 7");
  }

  @Test
  void aDeploymentThatNomadForgotBeforeItWasSeenToFailIsKnownByTheVersions() {
    follow();
    assertThat(course.next(rollingBack("running", 1), at(1))).isEqualTo(new LookAgain());

    var back = takenBack().rollout("running", "", 1);

    assertThat(change(course.next(back.seen(), at(2))).text())
        .isEqualTo("rolling back: 1/2 healthy");
    assertThat(followed()).as("what is judged is what was registered").isEqualTo(60);
    assertThat(end(course.next(rollingBack("successful", 2), at(3))))
        .extracting(End::outcome, End::text)
        .containsExactly(Outcome.FAILED, BACK + "; the rollback succeeded and runs as version 7");
  }

  @Test
  void aDeploymentThatIsToldAsItWasBeforeIsCorrectedByTheVersions() {
    course.registered(60);
    var late = takenBack().rollout(60, "running", "", new Group(2, 0, 0, 0, false)).pending();

    assertThat(change(course.next(late.seen(), NOW)).text()).isEqualTo(BACK);
  }

  @Test
  void whatSomebodyRegisteredIsNotNomadsWayBack() {
    course.registered(60);
    var theirs = live(7).differs().pending().version(7, 5).version(6, 3).version(4, 1);

    assertThat(outcome(course.next(theirs.seen(), NOW))).isEqualTo(Outcome.CONFLICT);
  }

  /// Its time stays, too.
  @Test
  void whatWasStoppedOrScaledIsNotNomadsWayBack() {
    course.registered(60);
    var same = live(7).differs().pending().version(7, 3).version(6, 3).version(4, 1);

    assertThat(outcome(course.next(same.seen(), NOW))).isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void nomadsWayBackIsNobodysChangeAlsoWhenItsDeploymentIsForgotten() {
    course.next(live(6).priority(70).differs().rollout("running", "", 1).seen(), NOW);

    assertThat(course.next(takenBack().rollout("successful", "", 2).seen(), NOW))
        .isInstanceOf(Register.class);
  }

  @Test
  void theWayBackIsJudgedByItsOwnDeploymentNotBySomebodysLaterOne() {
    follow();
    var later =
        live(6)
            .rollout(80, "running", "", new Group(2, 0, 0, 0, false))
            .rollout(70, "successful", "", new Group(2, 2, 0, 0, false))
            .rollout(60, "failed", BACK, new Group(2, 0, 1, 0, false));

    assertThat(end(course.next(later.rollout(), at(1))).text())
        .isEqualTo(BACK + "; the rollback succeeded and runs as version 7");
  }

  /// Version 7 is version 4 again, and the deployment of version 6 is forgotten.
  private static Sight takenBack() {
    return live(7).differs().version(7, 1).version(6, 3).version(5, 2).version(4, 1);
  }

  /// As seen of version 6, of whose deployment nothing is told.
  private static Rollout rollingBack(String status, int healthy) {
    return live(6)
        .allocation(6, "stop", "failed", "Terminated")
        .allocation(7, "run", "running")
        .rollout(70, status, "", new Group(2, healthy, 0, 0, false))
        .rollout();
  }

  @Test
  void partsOfDifferentTimesAreLookedAtAgainForAWhile() {
    var torn = live(5).compared(60).rollout("successful", "", 2).seen();
    var stale = live(5).stale().rollout("failed", "", 0).seen();

    assertThat(course.next(torn, NOW)).isEqualTo(new LookAgain());
    assertThat(course.next(stale, NOW.plusSeconds(59))).isEqualTo(new LookAgain());
    assertThat(outcome(course.next(torn, NOW.plus(SETTLED)))).isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void aGoodLookBeginsTheWhileAnew() {
    var torn = live(5).compared(60).differs().seen();
    course.next(torn, NOW);
    course.next(underWay().seen(), NOW.plusSeconds(50));

    assertThat(course.next(torn, at(100))).isEqualTo(new LookAgain());
    assertThat(course.next(torn, at(159))).isEqualTo(new LookAgain());
    assertThat(course.next(torn, at(160))).isInstanceOf(End.class);
  }

  @Test
  void whatIsSeenFirstCountsEvenIfItIsOfDifferentTimes() {
    course.next(live(5).compared(60).differs().seen(), NOW);

    assertThat(outcome(course.next(live(6).priority(70).differs().seen(), NOW)))
        .isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void aStaleLookAtTheRolloutIsTakenAgainForAWhile() {
    follow();
    var old = live(6).rollout();

    assertThat(course.stale(old, NOW)).isEqualTo(new LookAgain());
    assertThat(course.stale(old, NOW.plus(SETTLED)))
        .isEqualTo(
            new End(
                Outcome.FAILED,
                "not seen: Nomad tells only what was before version 6",
                Optional.of(old)));
    course.next(live(6).rollout("running", "", 1).rollout(), at(60));
    assertThat(course.stale(old, at(61))).as("seen between").isEqualTo(new LookAgain());
  }

  @Test
  void theFollowedRolloutEndsAsItIsJudged() {
    follow();
    var good = live(6).rollout("successful", "", 2).rollout();
    var bad = live(6).rollout("failed", "no luck", 1).rollout();

    assertThat(course.next(good, NOW))
        .isEqualTo(new End(Outcome.ROLLED_OUT, "2/2 healthy", Optional.of(good)));
    assertThat(course.next(bad, NOW))
        .isEqualTo(new End(Outcome.FAILED, "no luck", Optional.of(bad)));
  }

  @Test
  void aRolloutThatIsNotDoneInTimeHasFailed() {
    follow();
    var slow = live(6).rollout("running", "", 1).rollout();

    assertThat(change(course.next(slow, NOW.plus(TIMEOUT).minusSeconds(1))).within()).hasSeconds(1);
    assertThat(course.next(slow, NOW.plus(TIMEOUT)))
        .isEqualTo(new End(Outcome.FAILED, "not done after 5m: 1/2 healthy", Optional.of(slow)));
  }

  @Test
  void healthyCanariesThatComeTooLateAreNotPromoted() {
    follow();

    assertThat(outcome(course.next(live(6).canary(1).rollout(), NOW.plus(TIMEOUT))))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aRolloutThatSomebodyScaledIsFoundAgain() {
    follow();
    var cancelled = live(6).rollout("cancelled", "newer version", 0).rollout();
    var overtaken = live(6).allocation(7, "run", "pending").rollout();

    assertThat(course.next(overtaken, at(1))).isEqualTo(new LookAgain());
    assertThat(course.followed()).isEmpty();
    assertThat(course.next(live(7).count(3).rollout("running", "", 0).seen(), at(2)))
        .isInstanceOf(AwaitChange.class);
    assertThat(followed()).isEqualTo(70);
    assertThat(course.next(cancelled, at(3))).isEqualTo(new LookAgain());
    course.next(live(7).count(3).rollout("running", "", 0).seen(), at(4));
    assertThat(outcome(course.next(cancelled, NOW.plus(TIMEOUT))))
        .as("the time is counted from the first one on")
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void allocationsOfALaterVersionThatAreStoppedOvertakeNothing() {
    follow();

    assertThat(course.next(live(6).pending().allocation(7, "stop", "complete").rollout(), NOW))
        .isInstanceOf(AwaitChange.class);
  }

  @Test
  void healthyCanariesArePromoted() {
    follow();

    assertThat(course.next(live(6).canary(0).rollout(), NOW)).isInstanceOf(AwaitChange.class);
    assertThat(course.next(live(6).canary(1).rollout(), NOW)).isEqualTo(new Next.Promote("d60"));
  }

  @Test
  void aPersonMayBeAskedAndSayNo() {
    var asking = new Course(JOB, TIMEOUT, Promotion.ASK);
    asking.registered(60);
    var canary = live(6).canary(1);

    assertThat(asking.next(canary.seen(), NOW))
        .isEqualTo(new Next.AskToPromote("d60", new Tally(2, 0, 1, 0)));
    asking.notPromoted();
    assertThat(asking.next(canary.rollout(), NOW))
        .isEqualTo(
            new End(
                Outcome.NOT_PROMOTED,
                "1/2 healthy (running but requires manual promotion)",
                Optional.of(canary.rollout())));
  }

  @Test
  void nobodyIsAskedWhenCanariesAreToStay() {
    var never = new Course(JOB, TIMEOUT, Promotion.NEVER);
    never.registered(60);

    assertThat(outcome(never.next(live(6).canary(1).seen(), NOW))).isEqualTo(Outcome.NOT_PROMOTED);
  }

  private void follow() {
    course.registered(60);
    course.next(live(6).pending().seen(), NOW);
  }

  private static Sight underWay() {
    return live(5).differs().rollout("running", "", 1);
  }

  /// The index is ten times the version.
  private static Sight live(long version) {
    return Sight.of(JOB, version, version * 10);
  }

  private static Duration at(long seconds) {
    return NOW.plusSeconds(seconds);
  }

  private long followed() {
    return course.followed().orElseThrow().modifyIndex();
  }

  private static Register register(Next next) {
    return (Register) next;
  }

  private static AwaitChange change(Next next) {
    return (AwaitChange) next;
  }

  private static End end(Next next) {
    return (End) next;
  }

  private static Outcome outcome(Next next) {
    return end(next).outcome();
  }

  private static int count(Register next) {
    return next.job().path("TaskGroups").path(0).path("Count").asInt();
  }
}
