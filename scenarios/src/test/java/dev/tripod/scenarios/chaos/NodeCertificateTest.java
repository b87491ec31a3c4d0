package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.lab.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a real shell, with a systemd that only says what it was asked.
class NodeCertificateTest {
  private static final String RIGHT = "the right one\n";
  private static final String EXPIRED = "an expired one\n";

  @TempDir Path folder;
  private Path file;
  private NodeCertificate certificate;

  @BeforeEach
  void makeMachine() throws IOException {
    file = Files.writeString(folder.resolve("node.pem"), RIGHT);
    certificate = new NodeCertificate(file.toString());
    program("systemctl", "echo \"$@\" \"$(cat node.pem)\" >>calls");
    program("systemd-run", "for last; do :; done; echo \"$last\" >later");
  }

  @Test
  void theAgentsStartWithTheOther() throws Exception {
    sh(certificate.replace(EXPIRED));

    assertThat(file).hasContent(EXPIRED);
    assertThat(calls()).endsWith("restart consul nomad an expired one");
  }

  @Test
  void andThenWithTheRightOneAgain() throws Exception {
    sh(certificate.replace(EXPIRED));

    sh(certificate.restore());

    assertThat(file).hasContent(RIGHT);
    assertThat(calls())
        .endsWith(
            "stop chaos-certificate.timer an expired one", "restart consul nomad the right one");
    assertThat(folder.resolve("node.pem.kept")).doesNotExist();
  }

  @Test
  void whoeverMayReadItMayReadTheOther() throws Exception {
    var before = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(file, before);

    sh(certificate.replace(EXPIRED));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(before);

    sh(certificate.restore());
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(before);
  }

  @Test
  void theMachineTakesItBackByItself() throws Exception {
    sh(certificate.replace(EXPIRED));

    sh(Files.readString(folder.resolve("later")));

    assertThat(file).hasContent(RIGHT);
    assertThat(calls()).endsWith("restart consul nomad the right one");
  }

  @Test
  void theRightOneIsKeptAlsoWhenThatIsDoneTwice() throws Exception {
    sh(certificate.replace(EXPIRED));
    sh(certificate.replace(EXPIRED));

    sh(certificate.restore());

    assertThat(file).hasContent(RIGHT);
  }

  @Test
  void whatFailedHalfWayCanBeDoneAgain() throws Exception {
    sh(certificate.replace(EXPIRED));
    program("systemctl", "[ $1 = stop ]");
    assertThat(run(certificate.restore()).exitCode()).isNotZero();
    makeSystemctlWork();

    sh(certificate.restore());

    assertThat(calls()).containsExactly("restart consul nomad the right one");
    assertThat(folder.resolve("node.pem.kept")).doesNotExist();
  }

  @Test
  void whereNothingWasReplacedNothingIsRestarted() throws Exception {
    sh(certificate.restore());

    assertThat(file).hasContent(RIGHT);
    assertThat(calls()).containsExactly("stop chaos-certificate.timer the right one");
  }

  private void makeSystemctlWork() throws IOException {
    Files.delete(folder.resolve("calls"));
    program("systemctl", "[ $1 = stop ] || echo \"$@\" \"$(cat node.pem)\" >>calls");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private void program(String name, String line) throws IOException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    var script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void sh(String command) throws InterruptedException {
    run(command).orFail();
  }

  private Command.Output run(String command) throws InterruptedException {
    var path = Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    return Command.run(folder, Duration.ofSeconds(10), List.of("sh", "-c", command), path);
  }
}
