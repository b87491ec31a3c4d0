package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// `submit` and `status` against real agents of Nomad and Consul.
class SubmitTest extends AgentsTest {
  @Test
  void aGoodJobIsRolledOutAndThenLeftAlone() throws Exception {
    lab.job("web", Jobs.web("web", 2, ""));

    var first = lab.run("submit");
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).contains("web: registered version 0", "web: rolled out, 2/2 healthy");
    assertThat(first.exitCode()).isZero();

    var second = lab.run("submit");
    assertThat(second.out()).contains("web: unchanged, version 0", "1 unchanged");
    assertThat(second.exitCode()).isZero();
    assertThat(lab.outsider().job("web").path("Version").asInt()).isZero();
  }

  @Test
  void theLiveCountOfAGroupThatScalesIsKept() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.outsider().scale("web", 3);

    lab.job("web", Jobs.web("web", 1, "priority = 60"));
    var changed = lab.run("submit");

    assertThat(changed.err()).isEmpty();
    assertThat(changed.exitCode()).isZero();
    assertThat(lab.outsider().job("web").path("Priority").asInt()).isEqualTo(60);
    assertThat(lab.outsider().job("web").path("TaskGroups").path(0).path("Count").asInt())
        .isEqualTo(3);
  }

  @Test
  void aTaskThatEndsAtOnceIsReportedWithItsLastWords() {
    lab.job("bad", Jobs.crashing("bad", ""));

    var run = lab.run("submit");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(run.err())
        .contains("bad: FAILED: ", "group web, allocation ", " on dev, task server", "Exit Code: 3")
        .contains("out of cheese", "hello", "Next: ");
  }

  @Test
  void aCheckThatNeverPassesIsReported() {
    lab.job("deaf", Jobs.deaf("deaf"));

    var run = lab.run("submit");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(run.err()).contains("deaf: FAILED: ", "I am deaf", "of deaf is critical");
  }

  @Test
  void aFailedJobIsTriedAgainAndAgain() throws Exception {
    lab.job("bad", Jobs.crashing("bad", ""));
    lab.run("submit");

    var again = lab.run("submit");

    assertThat(again.out()).contains("bad: version 0 failed", "bad: registered version 1");
    assertThat(again.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(lab.outsider().job("bad").path("Version").asInt()).isEqualTo(1);
  }

  @Test
  void aRollbackIsFollowedToItsEndAndStillAFailure() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");

    lab.job("web", Jobs.crashing("web", ""));
    var run = lab.run("submit");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(run.err()).contains("the rollback succeeded and runs as version 2", "out of cheese");
    assertThat(lab.outsider().job("web").path("Version").asInt()).isEqualTo(2);
  }

  @Test
  void aRollbackIsFollowedToItsEndWhenNomadForgetsMeanwhileWhatFailed() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.job("web", Jobs.crashing("web", ""));

    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var forgotten = others.submit(() -> lab.outsider().forgetFailure("web"));
      var run = lab.run("submit");

      assertThat(forgotten.get()).as("no failure of the test's own").isNull();
      assertThat(run.err()).contains("the rollback succeeded and runs as version 2");
      assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    }
  }

  @Test
  void aRollbackThatNomadHasForgottenBeforeTheFirstLookIsNobodysChange() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.job("web", Jobs.crashing("web", "", 1));

    try (var proxy = Intruder.after(lab.nomad().url(), () -> lab.outsider().forgetFailure("web"))) {
      lab.cluster(proxy.url());
      var run = lab.run("submit");

      assertThat(run.err())
          .contains("Failed - rolling back to job version 0; the rollback succeeded");
      assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    }
  }

  @Test
  void somebodyRightAfterTheRegistrationIsAConflict() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.job("web", Jobs.web("web", 1, "priority = 60"));

    try (var proxy =
        Intruder.after(lab.nomad().url(), () -> lab.outsider().change("web", "Priority", 70))) {
      lab.cluster(proxy.url());
      var run = lab.run("submit");

      assertThat(run.err()).contains("web: replaced: somebody else changed the job");
      assertThat(run.exitCode()).isEqualTo(ExitCode.CONFLICT.number());
    }
  }

  @Test
  void aMistakeInAFileIsReportedWithItsLine() {
    lab.job("typo", "job \"typo\" {\n  grup \"x\" {}\n}\n");

    var run = lab.run("submit");

    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(run.err()).contains("jobs/typo.nomad.hcl:2,3-7: Unsupported block type");
    assertThat(run.err()).doesNotContain("Undefined variable");
  }

  @Test
  void aJobComesAfterTheServicesThatItNeeds() throws Exception {
    lab.job("a-second", Jobs.web("a-second", 1, "meta { needs = \"z-first\" }"));
    lab.job("z-first", Jobs.web("z-first", 1, ""));

    var run = lab.run("submit");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().indexOf("z-first: rolled out"))
        .isLessThan(run.out().indexOf("a-second: registered"));
    assertThat(lab.outsider().job("a-second").path("SubmitTime").asLong())
        .isGreaterThan(lab.outsider().job("z-first").path("SubmitTime").asLong());
  }

  @Test
  void whatNeedsAFailedJobIsLeftOut() {
    lab.job("first", Jobs.crashing("first", ""));
    lab.job("second", Jobs.web("second", 1, "meta { needs = \"first\" }"));

    var run = lab.run("submit");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(run.out()).contains("second: not submitted", "1 failed, 1 not submitted");
  }

  @Test
  void aServiceThatDoesNotComeStopsWhatNeedsIt() {
    lab.job("promise", Jobs.system("promise", "provides = \"ghost\""));
    lab.job("web", Jobs.web("web", 1, "meta { needs = \"ghost\" }"));

    var run = lab.run("submit", "--timeout=10s");

    assertThat(run.out())
        .contains("promise: rolled out", "web: waits for a healthy instance of ghost");
    assertThat(run.err()).contains("web: not submitted: no instance of ghost became healthy");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
  }

  @Test
  void systemAndBatchJobsAreFollowedToo() {
    lab.job("system", Jobs.system("system", ""));
    lab.job("batch", Jobs.batch("batch", "echo done"));

    var run = lab.run("submit");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("system: rolled out, 1/1 healthy", "batch: rolled out, 1/1 complete");
    assertThat(lab.run("submit").out()).contains("2 unchanged");
  }

  @Test
  void aBatchThatFailsIsReported() {
    lab.job("batch", Jobs.batch("batch", "echo no input >&2; exit 4"));

    var run = lab.run("submit");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(run.err()).contains("batch: FAILED: 1 of 1 allocations failed", "no input");
  }

  @Test
  void aSubmissionThatWasInterruptedIsResumedWithoutAnotherVersion() throws Exception {
    lab.job("slow", Jobs.web("slow", 1, "").replace("\"500ms\"", "\"6s\""));
    var interrupted = lab.run("submit", "--timeout=1s");
    assertThat(interrupted.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(interrupted.err()).contains("slow: FAILED: not done after 1s");

    var resumed = lab.run("submit");

    assertThat(resumed.out())
        .contains("slow: version 0 is being rolled out already", "slow: rolled out, 1/1 healthy");
    assertThat(resumed.exitCode()).isZero();
    assertThat(lab.outsider().job("slow").path("Version").asInt()).isZero();
  }

  @Test
  void whatFitsNowhereIsReportedWithTheResourceThatIsMissing() {
    lab.job("huge", Jobs.web("huge", 1, "").replace("memory = 20", "memory = 9999999"));

    var run = lab.run("submit", "--timeout=3s");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
    assertThat(run.err()).contains("no place for 1 of group web", "memory exhausted on 1");
  }

  @Test
  void someoneElsesChangeIsNotOverwritten() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    try (var proxy =
        Intruder.before(lab.nomad().url(), () -> lab.outsider().change("web", "Priority", 70))) {
      lab.cluster(proxy.url());
      lab.job("web", Jobs.web("web", 1, "priority = 60"));

      var run = lab.run("submit");

      assertThat(run.exitCode()).isEqualTo(ExitCode.CONFLICT.number());
      assertThat(run.err())
          .contains("web: not registered: somebody else changed the job")
          .containsPattern("version 1, live, \\S+, (not )?stable, registration by somebody")
          .contains("    ~ Priority: 50 -> 70\n");
    }
    assertThat(lab.outsider().job("web").path("Priority").asInt()).isEqualTo(70);
  }

  @Test
  void scalingInTheSameMomentIsNoConflictAndIsKept() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    try (var proxy = Intruder.before(lab.nomad().url(), () -> lab.outsider().scale("web", 2))) {
      lab.cluster(proxy.url());
      lab.job("web", Jobs.web("web", 1, "priority = 60"));

      var run = lab.run("submit");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
    }
    assertThat(lab.outsider().job("web").path("TaskGroups").path(0).path("Count").asInt())
        .isEqualTo(2);
    assertThat(lab.outsider().job("web").path("Priority").asInt()).isEqualTo(60);
  }

  @Test
  void onlyTheNamedJobsAreSubmitted() {
    lab.job("one", Jobs.system("one", ""));
    lab.job("two", Jobs.system("two", ""));

    assertThat(lab.run("submit", "two").out())
        .contains("two: ", "1 rolled out")
        .doesNotContain("one:");
    var unknown = lab.run("submit", "three");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(unknown.err()).contains("No job three", "there are: one, two");
  }

  @Test
  void statusIsGreenWhenAllThatIsExpectedIsThere() throws Exception {
    lab.job("web", Jobs.web("web", 2, ""));
    lab.run("submit");

    var green = lab.runUntil("all is there", run -> run.exitCode() == 0, "status", "--json");

    assertThat(green.out()).contains("\"ok\" : true");
    assertThat(green.exitCode()).isZero();
    var state = new ObjectMapper().readTree(green.out());
    assertThat(state.path("nodes").toString()).isEqualTo("[{\"name\":\"dev\",\"ready\":true}]");
    assertThat(state.path("servers").toString())
        .isEqualTo(
            "{\"nomad\":{\"leader\":\"dev\",\"voters\":1},\"consul\":{\"leader\":\"dev\",\"voters\":1}}");
    assertThat(state.path("vip").toString())
        .isEqualTo("{\"address\":\"127.0.0.1\",\"holder\":\"dev\"}");
    assertThat(state.path("groups").toString())
        .isEqualTo(
            "[{\"namespace\":\"default\",\"job\":\"web\",\"group\":\"web\",\"desired\":2,\"healthy\":2}]");
  }

  @Test
  void statusNamesWhatIsMissing() {
    lab.job("web", Jobs.web("web", 1, "meta { singletons = \"primary\" }"));

    var run =
        lab.runUntil(
            "what ran before is gone",
            one -> one.out().contains("web has no healthy instance"),
            "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(run.out())
        .contains("The job web is not registered", "web has no healthy instance")
        .contains("primary has 0 healthy instances; exactly one is expected", "not ok: 3 problems");
  }

  @Test
  void aJobOfAnotherTypeHasToGoFirst() {
    lab.job("web", Jobs.system("web", ""));
    lab.run("submit");
    lab.job("web", Jobs.web("web", 1, ""));

    var run = lab.run("submit");

    assertThat(run.err()).contains("Nomad refused the job: ", "deployer stop web --purge --force");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  private static String canary(int cpu) {
    return Jobs.web("web", 2, "")
        .replace("auto_revert ", "canary = 1\nauto_revert ")
        .replace("cpu    = 20", "cpu = " + cpu);
  }

  @Test
  void healthyCanariesWaitForAWordAndTheSameVersionGoesOnWithIt() {
    lab.job("web", canary(20));
    lab.run("submit");
    lab.job("web", canary(25));

    var waits = lab.run("submit", "--promote=never");
    assertThat(waits.err()).isEmpty();
    assertThat(waits.out()).contains("web: registered version 1", "not promoted");
    assertThat(waits.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(running("web")).containsExactlyInAnyOrder(0, 0, 1);

    var goesOn = lab.run("submit", "--promote=auto");
    assertThat(goesOn.out())
        .contains("web: version 1 is being rolled out already")
        .containsSubsequence("web: canaries are healthy, the others follow", "web: rolled out");
    assertThat(goesOn.exitCode()).isZero();
    assertThat(running("web")).containsExactlyInAnyOrder(1, 1);
  }

  /// Versions of the allocations that run.
  private static List<Integer> running(String job) {
    return StreamSupport.stream(
            lab.outsider().get("/v1/job/" + job + "/allocations").spliterator(), false)
        .filter(each -> each.path("ClientStatus").asText().equals("running"))
        .filter(each -> each.path("DesiredStatus").asText().equals("run"))
        .map(each -> each.path("JobVersion").asInt())
        .toList();
  }
}
