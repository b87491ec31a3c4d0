package dev.tripod.scenarios.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
  @TempDir Path folder;

  @Test
  void readsWhatScenariosNeedAndLeavesTheRest() throws IOException {
    var file = folder.resolve("cluster.json");
    Files.writeString(
        file,
        """
        {"name": "lab",
         "nodes": [{"name": "node1", "address": "10.0.0.11"}],
         "ca": "/home/me/.config/tripod/lab/ca.pem",
         "credentials": "/home/me/.config/tripod/lab/deployer.json",
         "vip": {"address": "10.0.0.10"},
         "urls": {"site": "http://10.0.0.10", "nomad": "http://10.0.0.10:4646",
                  "consul": "http://10.0.0.10:8500", "prometheus": "http://10.0.0.10:9090"},
         "variables": {"datacenters": ["dc1"]}}
        """);
    var cluster = ClusterFile.read(file);
    assertThat(cluster.nodes()).containsExactly(new ClusterFile.Node("node1", "10.0.0.11"));
    assertThat(cluster.ca()).isEqualTo(Path.of("/home/me/.config/tripod/lab/ca.pem"));
    assertThat(cluster.urls().site()).isEqualTo(URI.create("http://10.0.0.10"));
  }

  @Test
  void aMissingFileSaysWhatToDo() {
    assertThatThrownBy(() -> ClusterFile.read(folder.resolve("cluster.json")))
        .isInstanceOf(ScenarioFailed.class)
        .hasMessageContaining("run `make up` first");
  }

  @Test
  void aBrokenFileSaysWhatToDo() throws IOException {
    var file = Files.writeString(folder.resolve("cluster.json"), "{");
    assertThatThrownBy(() -> ClusterFile.read(file)).hasMessageContaining("`make up`");
  }
}
