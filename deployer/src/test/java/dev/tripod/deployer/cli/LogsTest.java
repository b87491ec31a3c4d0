package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `logs` against real agents of Nomad and Consul.
class LogsTest extends AgentsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SPEAKS =
      "echo hello from $NOMAD_ALLOC_INDEX; echo oops $NOMAD_ALLOC_INDEX >&2; exec sleep 600";
  private static final String COUNTS =
      "i=0; while sleep 0.05; do i=$((i+1)); echo tick $NOMAD_ALLOC_INDEX $i; done";

  @Test
  void theLastLinesOfAllInstancesStandWithNodeAndAllocation() {
    submit("talk", Jobs.script("talk", 2, SPEAKS));
    var run = awaitOut("talk", "hello from 0", "hello from 1", "oops 0", "oops 1");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.matches("dev [0-9a-f]{8} .*"));
    assertThat(run.out()).contains(" hello from 0", " hello from 1", " oops 0", " oops 1");
  }

  @Test
  void oneStreamAloneAndOnlySoManyLines() {
    submit(
        "talk", Jobs.script("talk", 1, "seq 1 2000; echo oops >&2; printf open; exec sleep 600"));
    awaitOut("talk", "open", "oops");

    assertThat(lab.run("logs", "talk", "--stderr").out().strip()).endsWith("oops").hasLineCount(1);
    var last = lab.run("logs", "talk", "--stdout", "--lines=3").out();
    assertThat(last).hasLineCount(3).contains(" 1999", " 2000", " open").doesNotContain(" 1998");
    assertThat(lab.run("logs", "talk", "--lines=0").out()).isEmpty();
  }

  @Test
  void aLongLineIsGivenInPieces() {
    submit(
        "talk",
        Jobs.script("talk", 1, "head -c 20000 /dev/zero | tr '\\\\0' x; echo; exec sleep 600"));
    Await.until("it wrote", PATIENCE, () -> lab.run("logs", "talk").out().length() > 20000);

    assertThat(lab.run("logs", "talk").out()).hasLineCount(3);
  }

  @Test
  void whatEndedIsReadWhenAskedFor() {
    lab.job("batch", Jobs.batch("batch", "echo it is done"));
    lab.run("submit");

    var none = lab.run("logs", "batch");

    assertThat(none.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(none.err())
        .isEqualToIgnoringNewLines(
            "The job batch has no such instance that runs; --all shows those that have ended.");
    lab.runUntil(
        "the last words", run -> run.out().contains("it is done"), "logs", "batch", "--all");
  }

  @Test
  void whatIsNotThereIsNamed() {
    submit("talk", Jobs.script("talk", 1, SPEAKS));

    assertRefused("Nomad knows no job nothing in the namespace default", "nothing");
    assertRefused("The job talk has no group x; there are: one.", "talk", "--group=x");
    assertRefused("The job talk has no task x; there are: shell.", "talk", "--task=x");
    assertRefused("--lines is -1: expected a number from 0", "talk", "--lines=-1");
    assertRefused("mutually exclusive", "talk", "--stdout", "--stderr");
  }

  @Test
  void linesAreFollowedAndInstancesThatComeLaterToo() throws Exception {
    submit("count", Jobs.script("count", 1, COUNTS));
    try (var running = lab.start("logs", "count", "--follow", "--lines=1")) {
      running.awaitOut(" tick 0 ");
      lab.outsider().scale("count", "one", 2);
      running.awaitOut(" tick 1 1\n");
      running.awaitOut(" tick 1 9\n");
      lab.run("submit");

      assertThat(running.hangUp()).isZero();
      assertThat(running.err()).isEmpty();
      assertEachOnce(running.out());
    }
  }

  @Test
  void theLastLinesOfAnInstanceThatEndsAreNotLost() throws Exception {
    var trap = "trap 'echo farewell; exit 0' INT TERM; echo up; while sleep 0.05; do :; done";
    // Time enough to say it also on a machine that stands still.
    submit(
        "talk",
        Jobs.script("talk", 1, trap).replace("kill_timeout = \"1s\"", "kill_timeout = \"20s\""));
    awaitOut("talk", "up");
    try (var running = lab.start("logs", "talk", "-f")) {
      running.awaitOut(" up");
      lab.outsider().stop("talk");
      running.awaitOut(" farewell");
    }
  }

  @Test
  void aBrokenConnectionIsTakenUpAgainWhereItWas() throws Exception {
    submit("count", Jobs.script("count", 1, COUNTS));
    try (var way = Breakable.to(lab.nomad().url())) {
      lab.cluster(way.url());
      try (var running = lab.start("logs", "count", "--follow", "--lines=1")) {
        running.awaitOut(" tick 0 ");
        for (var i = 0; i < 3; i++) {
          var seen = running.out().lines().count();
          way.breakAll();
          running.awaitLines(seen + 10);
        }

        assertThat(running.hangUp()).isZero();
        assertEachOnce(running.out());
      }
    }
  }

  /// Each instance's ticks are whole: none is missing and none stands twice.
  private static void assertEachOnce(String out) {
    for (var instance : new String[] {"0", "1"}) {
      var numbers =
          Pattern.compile("tick " + instance + " (\\d+)\n")
              .matcher(out)
              .results()
              .map(match -> Integer.parseInt(match.group(1)))
              .toList();
      for (var i = 1; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).as(out).isEqualTo(numbers.get(i - 1) + 1);
      }
    }
  }

  private void submit(String name, String hcl) {
    lab.job(name, hcl);
    assertThat(lab.run("submit", name).exitCode()).isZero();
  }

  /// Each stream of each instance comes on its own way.
  private static Lab.Run awaitOut(String job, String... texts) {
    return lab.runUntil(
        "the logs have " + List.of(texts),
        run -> Stream.of(texts).allMatch(run.out()::contains),
        "logs",
        job);
  }

  private void assertRefused(String why, String... args) {
    var run = lab.run("logs", args);
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(run.err()).contains(why);
    assertThat(run.out()).isEmpty();
  }
}
