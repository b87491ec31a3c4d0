package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/// `history` against real agents of Nomad and Consul.
class HistoryTest extends AgentsTest {
  @Test
  void eachVersionTellsWhoMadeItWhyAndWhatChanged() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit", "--reason=first\nof all");
    lab.job("web", Jobs.web("web", 1, "priority = 60").replace("max     = 4", "max     = 5"));
    lab.run("submit", "--reason=more important");

    var history = lab.run("history", "web");

    assertThat(history.err()).isEmpty();
    assertThat(history.exitCode()).isZero();
    assertThat(history.out().lines().map(HistoryTest::withoutTime).toList())
        .containsExactly(
            "web: version 1, live, TIME, stable, submit by %s: more important"
                .formatted(Author.name()),
            "  ~ Priority: 50 -> 60",
            "  ~ group web / Scaling / Max: 4 -> 5",
            "web: version 0, TIME, stable, submit by %s: first of all".formatted(Author.name()));
    var json = new ObjectMapper().readTree(lab.run("history", "web", "--json").out());
    assertThat(json.path(0).path("origin").path("reason").asText()).isEqualTo("more important");
    assertThat(json.path(0).path("live").asBoolean()).isTrue();
    assertThat(json.path(1).path("changes").size()).isZero();
  }

  @Test
  void theSourceStandsBesideTheVersionAndMakesNoJobDiffer() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit", "--reason=one");

    var source = lab.outsider().get("/v1/job/web/submission?version=0");

    assertThat(source.path("Source").asText()).isEqualTo(Jobs.web("web", 1, ""));
    assertThat(source.path("Format").asText()).isEqualTo("hcl2");
    assertThat(source.path("Variables").asText())
        .startsWith("# tripod: submit by " + Author.name())
        .contains("releases = {\"web\" = \"digest-1\"}");
    assertThat(lab.run("submit", "--reason=two").out()).contains("web: unchanged, version 0");
    assertThat(lab.run("plan").exitCode()).isZero();
  }

  @Test
  void whatTheDeployerDidNotDoIsNotPutDownToIt() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit", "--reason=mine");
    lab.outsider().scale("web", 2);
    lab.outsider().change("web", "Priority", 70);

    assertThat(lab.run("history", "web").out().lines().map(HistoryTest::withoutTime).toList())
        .element(0)
        .asString()
        .matches("web: version 2, live, TIME, (not )?stable, registration by somebody");
    assertThat(lab.run("history", "web").out().lines().skip(1).map(HistoryTest::withoutTime))
        .containsExactly(
            "  ~ Priority: 50 -> 70",
            "web: version 1, TIME, stable, scaling by somebody",
            "  ~ group web / Count: 1 -> 2",
            "web: version 0, TIME, stable, submit by %s: mine".formatted(Author.name()));
  }

  @Test
  void nomadsOwnWayBackAndAStopAreTold() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit", "--reason=good");
    lab.job("web", Jobs.crashing("web", ""));
    lab.run("submit", "--reason=bad");
    lab.run("stop", "web");

    assertThat(lab.run("history", "web").out())
        .containsPattern("version 3, live, \\S+, stopped, stop by somebody")
        .containsPattern(
            "version 2, \\S+, stable, automatic revert by Nomad: version 1 failed, this is version 0 again")
        .containsPattern("version 1, \\S+, not stable, submit by \\S+: bad");
  }

  @Test
  void aJobThatIsNotRegisteredHasNone() {
    var run = lab.run("history", "ghost");

    assertThat(run.err()).contains("No job ghost is registered in the namespace default");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  private static String withoutTime(String line) {
    return line.replaceFirst("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
  }
}
