package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/// `drift` against real agents of Nomad and Consul.
class DriftTest extends AgentsTest {
  @Test
  void withoutDriftThereIsNothingToTellWhateverTheLiveCount() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.outsider().scale("web", 3);

    var run = lab.run("drift");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("no drift: 1 jobs are as their files want them\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void eachKindOfDriftIsTold() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.job("idle", Jobs.system("idle", ""));
    lab.job("stray", Jobs.system("stray", ""));
    lab.run("submit");
    lab.outsider().change("web", "Priority", 70);
    lab.run("stop", "idle");
    lab.remove("stray");
    lab.job("new", Jobs.system("new", ""));

    var run = lab.run("drift");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(run.out())
        .containsPattern(
            """
            web: version 1 differs from \\S+/web.nomad.hcl \\(registration by somebody\\)
              ~ Priority: 70 -> 50
            """)
        .containsPattern(
            "idle: stopped, and \\S+/idle.nomad.hcl wants it to run \\(stop by somebody\\)\n")
        .containsPattern("new: in \\S+/new.nomad.hcl, but not registered\n")
        .containsPattern(
            "stray: registered, but in no file of the folder \\(submit by \\S+: .*\\)\n")
        .contains("drift: 4 jobs are not as the files want them\n");
    var json = new ObjectMapper().readTree(lab.run("drift", "--json").out());
    assertThat(json.path("drift").asBoolean()).isTrue();
    assertThat(json.path("jobs"))
        .extracting(job -> job.path("job").asText() + " " + job.path("kind").asText())
        .containsExactlyInAnyOrder(
            "web DIFFERS", "idle STOPPED", "new NOT_REGISTERED", "stray IN_NO_FILE");
  }

  @Test
  void whatNomadWouldRefuseCannotBeCompared() {
    lab.job("bad", Jobs.web("bad", 1, "type = \"strange\""));

    var run = lab.run("drift");

    assertThat(run.out()).contains("bad.nomad.hcl cannot be compared, Nomad would refuse it: ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void aStoppedJobWithoutAFileIsNone() {
    lab.job("web", Jobs.system("web", ""));
    lab.job("old", Jobs.system("old", ""));
    lab.run("submit");
    lab.run("stop", "old");
    lab.remove("old");

    assertThat(lab.run("drift").exitCode()).isZero();
  }
}
