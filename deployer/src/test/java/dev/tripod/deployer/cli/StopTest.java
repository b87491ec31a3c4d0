package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `stop` against real agents of Nomad and Consul.
class StopTest extends AgentsTest {
  @Test
  void nothingOfAStoppedJobIsLeft() {
    lab.job("web", Jobs.web("web", 2, ""));
    lab.run("submit");

    var run = lab.run("stop", "web");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo("web: stopped; no allocation runs, no service is left in Consul\n");
    assertThat(run.exitCode()).isZero();
    assertThat(lab.outsider().job("web").path("Stop").asBoolean()).isTrue();
    assertThat(lab.outsider().get("/v1/job/web/allocations"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.path("ClientStatus").asText()).isEqualTo("complete"));
    assertThat(lab.run("stop", "web").out()).contains("web: was stopped already");
  }

  @Test
  void aPurgedJobIsForgotten() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");

    assertThat(lab.run("stop", "web", "--purge").out()).contains("web: stopped and forgotten; ");

    var again = lab.run("stop", "web");
    assertThat(again.err()).contains("No job web is registered in the namespace default");
    assertThat(again.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void whatOthersNeedIsOnlyStoppedByForce() {
    lab.job("base", Jobs.web("base", 1, ""));
    lab.job("web", Jobs.web("web", 1, "meta { needs = \"base\" }"));
    lab.run("submit");

    var refused = lab.run("stop", "base");
    assertThat(refused.err()).contains("base is not stopped: web need what it provides");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(lab.outsider().job("base").path("Stop").asBoolean()).isFalse();

    assertThat(lab.run("stop", "base", "--force").exitCode()).isZero();
    assertThat(lab.outsider().job("base").path("Stop").asBoolean()).isTrue();
  }

  @Test
  void whatOnlyStoppedJobsNeedIsStopped() {
    lab.job("base", Jobs.web("base", 1, ""));
    lab.job("web", Jobs.web("web", 1, "meta { needs = \"base\" }"));
    lab.run("submit");

    assertThat(lab.run("stop", "web").exitCode()).isZero();
    assertThat(lab.run("stop", "base").exitCode()).isZero();
  }

  @Test
  void whatDoesNotEndInTimeIsNamed() {
    var stubborn = "trap '' INT TERM; echo ready; while true; do sleep 1; done";
    lab.job(
        "slow",
        Jobs.system("slow", "")
            .replace("exec sleep 600", stubborn)
            .replace("kill_timeout = \"1s\"", "kill_timeout = \"30s\""));
    lab.run("submit");
    lab.runUntil("it is stubborn", one -> one.out().contains("ready"), "logs", "slow");

    var run = lab.run("stop", "slow", "--timeout=1s");

    assertThat(run.err())
        .as("%s", run)
        .contains("slow: stopped, but after 1s there is still allocation ", "of group one on dev");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ROLLOUT_FAILED.number());
  }
}
