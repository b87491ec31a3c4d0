package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Releases on nodes, by a real Nomad and a real Ansible.
class ReleasesTest extends AgentsTest {
  private Playbooks playbooks;

  @BeforeEach
  void aJobWithARelease() throws IOException {
    lab.outsider().note("releases", "");
    playbooks = Playbooks.in(folder, lab.nomad().url());
    job("d1");
    Files.createDirectory(folder.resolve("releases"));
    Files.createFile(folder.resolve("releases/web-d1.tar"));
  }

  private static void job(String digest) {
    lab.job("web", Jobs.script("web", 1, "echo /releases/web/" + digest + "/run; exec sleep 600"));
  }

  private Lab.Run run(String verb, String... more) {
    var args = new String[more.length + 1];
    System.arraycopy(more, 0, args, 0, more.length);
    args[more.length] = "--ansible=" + playbooks.folder();
    return lab.run(verb, args);
  }

  @Test
  void whatANodeLacksIsBroughtBeforeTheJobIsRegistered() {
    var plan = lab.run("plan");
    assertThat(plan.out()).contains("release web/d1 is brought to dev first\n");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());

    var run = run("submit");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsSubsequence("web: brings web/d1 to dev\n", "web: rolled out");
    assertThat(playbooks.told())
        .containsExactly("brings [{\"name\": \"web\", \"digest\": \"d1\"}] on dev");
  }

  @Test
  void whatIsThereIsNotBroughtAgain() {
    lab.outsider().note("releases", "web/d0 web/d1");

    assertThat(run("submit").exitCode()).isZero();
    assertThat(lab.run("plan").exitCode()).isZero();

    assertThat(playbooks.told()).isEmpty();
  }

  @Test
  void whatWasNotBuiltHereCannotBeBrought() throws IOException {
    Files.delete(folder.resolve("releases/web-d1.tar"));

    var run = run("submit");

    assertThat(run.err()).contains("web/d1 is lacking on dev", "web-d1.tar", "make build");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(lab.run("history", "web").err()).contains("No job web is registered");
  }

  @Test
  void whereAnsibleIsNotThereTheCommandIsTold() {
    var run = lab.run("submit", "--ansible=" + folder.resolve("nowhere"));

    assertThat(run.err())
        .contains("there is no ", "nowhere/release.yml here")
        .contains("ansible-playbook release.yml --limit dev --extra-vars '{\"releases\":");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void aPlaybookThatFailsIsQuoted() {
    playbooks.write("release.yml", "- hosts: all\n  tasks: [{fail: {msg: out of cheese}}]\n");

    var run = run("submit");

    assertThat(run.err()).contains("it ended with 2:", "out of cheese", "Next: ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void whoeverKnowsBetterIsLetThrough() {
    assertThat(run("submit", "--no-release").exitCode()).isZero();
    assertThat(playbooks.told()).isEmpty();
  }

  @Test
  void whatNothingUsesAndIsNotNewIsRemoved() throws Exception {
    job("d2");
    run("submit", "--no-release");
    job("d3");
    run("submit", "--no-release");
    lab.outsider().note("releases", "web/d1 web/d2 web/d3 web/d4 web/digest-1 web/d5");

    var plan = run("gc", "--keep=1", "--plan", "--json");
    assertThat(new ObjectMapper().readTree(plan.out()))
        .extracting(each -> each.path("release").path("digest").asText())
        .containsExactly("d1", "d4");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(playbooks.told()).isEmpty();

    var run = run("gc", "--keep=1");
    assertThat(run.out()).isEqualTo("web/d1: removed from dev\nweb/d4: removed from dev\n");
    assertThat(run.exitCode()).isZero();
    assertThat(playbooks.told())
        .containsExactly(
            "removes [{\"name\": \"web\", \"digest\": \"d1\"}, {\"name\": \"web\", \"digest\": \"d4\"}] on dev");
    lab.outsider().note("releases", "");
    assertThat(run("gc", "--keep=1").out()).contains("nothing to remove");
  }
}
