package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/// `plan` against real agents of Nomad and Consul.
class PlanTest extends AgentsTest {
  @Test
  void aNewJobIsForetoldAndNotRegistered() {
    lab.job("web", Jobs.web("web", 2, ""));

    var plan = lab.run("plan");

    assertThat(plan.err()).isEmpty();
    assertThat(plan.out())
        .contains("web: would be registered, from ", "group web: 2 started")
        .contains("1 of 1 jobs would change");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(lab.run("plan").out()).as("the same again").isEqualTo(plan.out());
  }

  @Test
  void anUnchangedFileGivesAnEmptyPlanWhateverTheLiveCount() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    lab.outsider().scale("web", 3);

    var plan = lab.run("plan");

    assertThat(plan.out()).contains("web: nothing to ", "nothing to do for 1 jobs");
    assertThat(plan.exitCode()).isZero();
  }

  @Test
  void aChangeIsToldFieldByFieldWithWhatFollows() throws Exception {
    lab.job("web", Jobs.web("web", 2, ""));
    lab.run("submit");
    lab.job("web", Jobs.web("web", 2, "priority = 60").replace("memory = 20", "memory = 24"));

    var plan = lab.run("plan");

    assertThat(plan.out())
        .contains("web: would change, version 0 differs", "  ~ Priority: 50 -> 60")
        .contains("  ~ group web / task server / Resources / MemoryMB: 20 -> 24")
        .contains("  group web: 2 replaced");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());

    var json = new ObjectMapper().readTree(lab.run("plan", "--json").out());
    assertThat(json.path("changes").asBoolean()).isTrue();
    assertThat(json.path("possible").asBoolean()).isTrue();
    var job = json.path("jobs").path(0);
    assertThat(job.path("action").asText()).isEqualTo("CHANGE");
    assertThat(job.path("changes").toString())
        .contains(
            "{\"kind\":\"EDITED\",\"path\":[\"Priority\"],\"before\":\"50\",\"after\":\"60\"");
  }

  @Test
  void whatFindsNoPlaceIsForetoldWithTheDimensionThatIsExhausted() {
    lab.job("huge", Jobs.web("huge", 1, "").replace("memory = 20", "memory = 9999999"));

    var plan = lab.run("plan");

    assertThat(plan.out())
        .contains("!  no place for 1 of group web (of 1 nodes: memory exhausted on 1)")
        .contains("1 cannot be done");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void aPolicyThatNoAutoscalerOfOursWouldRunIsRefusedWithItsLine() {
    var job =
        Jobs.web("web", 1, "")
            .replace(
                "max     = 4",
                """
                max     = 4
                policy {
                  cooldwn = "5s"
                  check "load" {
                    source = "prometheus"
                    query  = "avg(load)"
                    strategy "target-value" {
                      target = var.releases.web
                    }
                  }
                }
                """);
    lab.job("web", job);
    var lines = job.lines().map(String::strip).toList();

    var plan = lab.run("plan");

    assertThat(plan.err())
        .contains(
            ":%d: policy.cooldwn: not a word of ours"
                .formatted(lines.indexOf("cooldwn = \"5s\"") + 1))
        .contains(
            ":%d: policy.check[load].strategy[target-value].target: expected a number"
                .formatted(lines.indexOf("target = var.releases.web") + 1));
    assertThat(plan.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(lab.run("submit").exitCode()).isEqualTo(ExitCode.CANNOT.number());

    lab.job("web", Jobs.web("web", 1, ""));
    assertThat(lab.run("plan").err()).as("a block for people, without a policy").isEmpty();
  }

  @Test
  void aJobThatNomadWouldRefuseIsForetoldWithNomadsReason() {
    lab.job("bad", Jobs.web("bad", 1, "type = \"strange\""));

    var plan = lab.run("plan");

    assertThat(plan.out()).contains("bad: Nomad would refuse it: ", "strange");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void everyMistakeInEveryFileIsTold() {
    lab.job("one", "job \"one\" {\n  grup \"x\" {}\n}\n");
    lab.job("two", "job \"two\" {\n\n  grup \"x\" {}\n}\n");

    var plan = lab.run("plan");

    assertThat(plan.err()).contains("one.nomad.hcl:2,3-7: ", "two.nomad.hcl:3,3-7: ");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void aFailedRolloutWouldBeTriedAgain() {
    lab.job("bad", Jobs.crashing("bad", ""));
    lab.run("submit");

    var plan = lab.run("plan");

    assertThat(plan.out()).contains("bad: would be tried again, version 0 failed: ");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
  }
}
