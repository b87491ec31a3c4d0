package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.kit.testing.InTime;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `doctor` against real agents of Nomad and Consul.
class DoctorTest extends AgentsTest {
  @BeforeEach
  void aJob() {
    lab.job("web", Jobs.web("web", 1, ""));
  }

  @Test
  void aClusterThatIsWellHasNothingThatFails() throws Exception {
    var run = lab.runUntil("nothing fails", DoctorTest::onlyThisMachineFails, "doctor");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("ok java: Java ", "ok job files: All 1 in ", "ok Nomad on dev: Nomad answers at ")
        .contains("ok Consul on dev: ", "ok servers of Nomad: 1 of 1 vote, dev leads.")
        .contains("ok servers of Consul: 1 of 1 vote", "ok clock of dev: It is ")
        .contains("skipped token for Nomad: ", "skipped certificate of the site: ")
        .containsPattern("ok versions of Nomad: All 2 run \\d+\\.\\d+")
        .containsPattern("ok versions of Consul: All 1 run \\d+\\.\\d+")
        .containsPattern("(?m)^\\w+ memory of dev: \\d+ % are in use\\.$")
        .containsPattern("(?m)^\\w+ disks of dev: The fullest, /");

    var json = lab.run("doctor", "--json");
    var answer = new ObjectMapper().readTree(json.out());
    assertThat(answer.path("findings").path(0).path("level").asText()).isEqualTo("ok");
    assertThat(answer.path("findings").path(0).path("what").asText()).isEqualTo("java");
    assertThat(answer.path("ok").asBoolean()).isEqualTo(json.exitCode() == 0);
  }

  /// This machine may be full; nothing else here may fail.
  private static boolean onlyThisMachineFails(Lab.Run run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("FAIL "))
        .allMatch(line -> line.contains("memory of") || line.contains("disks of"));
  }

  @Test
  void whatIsWrongIsToldWithWhatToDo() throws Exception {
    lab.job("typo", "job \"typo\" {\n  grup \"x\" {}\n}\n");
    Files.delete(folder.resolve("releases.json"));
    var nomad = lab.nomad().url().getPort();
    try (var silent = Silent.full("127.0.0.8", nomad)) {
      lab.cluster(
          URI.create("http://127.0.0.8:" + silent.port()),
          lab.consul().url(),
          List.of("127.0.0.8", "127.0.0.9", "127.0.0.1"));
      var run = InTime.of("all findings", Duration.ofSeconds(6), () -> lab.run("doctor"));
      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .contains("FAIL job files: ", "typo.nomad.hcl:2,3-7: Unsupported block type")
          .contains("warn releases: ", "   → `make build` writes it")
          .contains("FAIL Nomad on node1: Nomad at http://127.0.0.8:", "no answer in time")
          .contains("FAIL Nomad on node2: ", "the connection is refused", "Is node2 up?")
          .contains("FAIL servers of Nomad: 1 of 3 vote, dev leads.")
          .contains("skipped clock of node1: ", "ok Nomad on dev: ");
    }
  }

  @Test
  void credentialsThatOthersCanReadFail() throws Exception {
    Secrets.write(folder);

    var run = lab.run("doctor");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(run.out())
        .containsPattern("FAIL credentials: .*deployer.json is open to others \\(rw-r--r--\\)")
        .contains("chmod 600 ", "warn our certificate: It is good for 0 more days")
        .contains("ok credentials: ");
  }

  @Test
  void withoutAClusterFileThatIsTheFinding() throws Exception {
    Files.delete(folder.resolve("cluster.json"));

    var run = lab.run("doctor");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(run.out()).contains("FAIL cluster file: ", "does not exist; `make up`");
    assertThat(run.err()).isEmpty();
  }
}
