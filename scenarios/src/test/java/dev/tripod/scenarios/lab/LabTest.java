package dev.tripod.scenarios.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a lab/lab that only says what it was asked.
class LabTest {
  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void makeLab() throws IOException {
    write("echo \"$@\" >> ../calls; if [ $1 = vip ]; then echo node3; fi");
    lab = new Lab(new Checkout(folder));
  }

  private void write(String line) throws IOException {
    var script = folder.resolve("lab/lab");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void callsTheVerbs() throws Exception {
    lab.requireUp();
    lab.off(2);
    lab.on(2);
    assertThat(lab.vipHolder()).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .containsExactly("status", "off 2", "on 2", "vip");
  }

  @Test
  void takesEveryFaultBack() throws Exception {
    lab.fill(1);
    lab.restore();
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .startsWith("fill 1", "heal", "free 1", "flow 1", "thaw 1", "on 1", "clock 1 0", "free 2")
        .endsWith("on 3", "clock 3 0");
  }

  @Test
  void refusesClearlyWhenTheLabIsNotUp() throws Exception {
    write("echo node2 is off; exit 1");
    assertThatThrownBy(lab::requireUp)
        .isInstanceOf(ScenarioFailed.class)
        .hasMessageContaining("the lab is not up, so nothing was sent to it; run `make up` first")
        .hasMessageContaining("node2 is off");
  }

  @Test
  void aVerbThatFailsSaysWhy() throws Exception {
    write("echo no route >&2; exit 1");
    assertThatThrownBy(() -> lab.off(1)).hasMessageContaining("no route");
  }

  @Test
  void knowsItsNodes() {
    assertThat(Lab.numberOf("node2")).isEqualTo(2);
    assertThatThrownBy(() -> Lab.numberOf("")).isInstanceOf(ScenarioFailed.class);
    assertThatThrownBy(() -> lab.off(4)).hasMessageContaining("nodes 1 to 3, not 4");
  }
}
