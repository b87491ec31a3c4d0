package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `rollback` against real agents of Nomad and Consul.
class RollbackTest extends AgentsTest {
  @Test
  void theNewestStableVersionIsRolledOutAgainAndTheCountIsKept() {
    twoVersions();
    lab.outsider().scale("web", 3);

    var run = lab.run("rollback", "web", "--reason=too loud");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("web: back to version 0 of ", "  ~ Priority: 60 -> 50")
        .contains("web: registered version 3, 1 changes", "web: rolled out, 3/3 healthy")
        .contains("the file wants something else: ", "`deployer plan web`");
    assertThat(run.exitCode()).isZero();
    assertThat(priority()).isEqualTo(50);
    assertThat(lab.outsider().count("web")).isEqualTo(3);
    assertThat(lab.run("history", "web").out())
        .contains("rollback to version 0 by " + Author.name() + ": too loud");
  }

  @Test
  void aVersionCanBeNamed() {
    twoVersions();
    lab.job("web", Jobs.web("web", 1, "priority = 70"));
    lab.run("submit");

    var run = lab.run("rollback", "web", "--to=0");

    assertThat(run.exitCode()).isZero();
    assertThat(priority()).isEqualTo(50);
  }

  @Test
  void theWayBackFromABackLeadsToTheFileAgain() {
    twoVersions();
    lab.run("rollback", "web");

    var run = lab.run("rollback", "web");

    assertThat(run.out()).contains("web: back to version 1 of ", "the file wants the same: ");
    assertThat(priority()).isEqualTo(60);
  }

  @Test
  void aPlanOnlyTellsWhatWouldChange() {
    twoVersions();

    var plan = lab.run("rollback", "web", "--plan");

    assertThat(plan.out()).contains("web: would change, version 1 differs", "60 -> 50");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(priority()).isEqualTo(60);
  }

  @Test
  void aStoppedJobStartsAgain() {
    twoVersions();
    lab.run("stop", "web");

    var run = lab.run("rollback", "web");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("web: back to version 1 of ");
    assertThat(run.exitCode()).isZero();
    assertThat(lab.outsider().job("web").path("Stop").asBoolean()).isFalse();
  }

  @Test
  void withoutAnOlderStableVersionThereIsNoWayBack() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");

    var first = lab.run("rollback", "web");
    assertThat(first.err())
        .contains("web has no stable version before version 0", "Nomad remembers no older one");
    assertThat(first.exitCode()).isEqualTo(ExitCode.CANNOT.number());

    lab.outsider().scale("web", 2);
    var scaled = lab.run("rollback", "web");
    assertThat(scaled.err())
        .contains("no stable version before version 1 that differs in more than counts")
        .contains("Nomad remembers 0 (stable)");
    assertThat(scaled.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(lab.run("rollback", "web", "--to=7").err()).contains("web has no older version 7");
    assertThat(lab.run("rollback", "ghost").err()).contains("No job ghost is registered");
  }

  @Test
  void aJobThatSomebodyElseChangesMeanwhileIsLeftToThem() throws Exception {
    twoVersions();
    try (var proxy =
        Intruder.before(lab.nomad().url(), () -> lab.outsider().change("web", "Priority", 70))) {
      lab.cluster(proxy.url());

      var run = lab.run("rollback", "web");

      assertThat(run.exitCode()).isEqualTo(ExitCode.CONFLICT.number());
      assertThat(run.err()).contains("somebody else changed the job", "~ Priority: 60 -> 70");
    }
    assertThat(priority()).isEqualTo(70);
  }

  @Test
  void aBrokenFileIsInNobodysWay() {
    twoVersions();
    lab.job("web", "job \"web\" {\n  grup \"x\" {}\n}\n");

    var run = lab.run("rollback", "web");

    assertThat(run.out()).contains("whether the file wants something else is unknown: ");
    assertThat(run.exitCode()).isZero();
    assertThat(priority()).isEqualTo(50);
  }

  private static void twoVersions() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.job("web", Jobs.web("web", 1, "priority = 60"));
    lab.run("submit");
  }

  private static int priority() {
    return lab.outsider().job("web").path("Priority").asInt();
  }
}
