package dev.tripod.deployer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFileTest {
  private static final String GOOD =
      """
      {"name": "lab",
       "nodes": [{"name": "node1", "address": "10.77.0.11"}, {"name": "node2", "address": "fd00::2"}],
       "vip": {"address": "10.77.0.10"},
       "urls": {"site": "http://10.77.0.10", "nomad": "http://10.77.0.10:4646",
                "consul": "http://10.77.0.10:8500", "prometheus": "http://10.77.0.10:9090"},
       "variables": {"a": 1}}
      """;

  @TempDir Path folder;

  @Test
  void aGoodFileIsRead() throws IOException {
    var cluster = read(GOOD);

    assertThat(cluster.vip()).isEqualTo("10.77.0.10");
    assertThat(cluster.variables()).containsOnlyKeys("a");
    assertThat(cluster.nomadUrls())
        .containsExactly(
            URI.create("http://10.77.0.10:4646"),
            URI.create("http://10.77.0.11:4646"),
            URI.create("http://[fd00::2]:4646"));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name": "lab"           | "name": ""               | name is "": expected a name
          "10.77.0.11"            | "node1.lan"              | nodes[0].address is "node1.lan": expected an IP address
          "node2"                 | "node1"                  | nodes[1].name is "node1": expected a name that no other
          "vip"                   | "vipp"                   | vip is missing: expected an object
          "http://10.77.0.10:4646"| "10.77.0.10:4646"        | urls.nomad is "10.77.0.10:4646": expected a URL
          "http://10.77.0.10:8500"| 8500                     | urls.consul is 8500: expected a URL
          {"a": 1}                | []                       | variables is []: expected an object
          {"name": "lab",         | {"name" "lab",           | line 1, column
          """)
  void nonsenseIsRefusedWithTheKeyTheValueAndWhatWasExpected(
      String good, String bad, String message) {
    assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("cluster.json: " + message);
  }

  @Test
  void tokensAreReadFromTheirOwnFileAndNeverShown() throws IOException {
    var tokens = folder.resolve("deployer.json");
    Files.writeString(
        tokens,
        """
        {"nomad_token": "n-secret", "consul_token": "c-secret"}
        """);
    var url = URI.create("http://10.77.0.11:4646");

    var cluster = read(GOOD.replace("\"vip\"", "\"credentials\": \"" + tokens + "\", \"vip\""));

    assertThat(cluster.nomadAt(url).token()).contains("n-secret");
    assertThat(cluster.consulAt(url).token()).contains("c-secret");
    assertThat(cluster.toString() + cluster.nomadAt(url)).doesNotContain("secret");
  }

  @Test
  void aTokenThatIsMissingIsRefused() throws IOException {
    var tokens = Files.writeString(folder.resolve("deployer.json"), "{\"nomad_token\": \"n\"}");

    assertThatThrownBy(
            () -> read(GOOD.replace("\"vip\"", "\"credentials\": \"" + tokens + "\", \"vip\"")))
        .hasMessageContaining("deployer.json: consul_token is missing");
  }

  @Test
  void noNodesAreRefused() {
    assertThatThrownBy(() -> read(GOOD.replaceAll("\"nodes\": \\[.*]", "\"nodes\": []")))
        .hasMessageContaining("nodes is []: expected a list with at least one element");
  }

  @Test
  void aMissingFileSaysWhoWritesIt() {
    assertThatThrownBy(() -> ClusterFile.read(folder.resolve("none.json")))
        .hasMessageContaining("none.json: does not exist", "site.yml");
  }

  @Test
  void releasesAreDigestsAndMayBeMissing() throws IOException {
    var file = folder.resolve("releases.json");
    assertThat(Releases.read(file).digests()).isEmpty();

    Files.writeString(file, "{\"items\": \"abc123\"}");
    assertThat(Releases.read(file).digests()).containsOnlyKeys("items");

    Files.writeString(file, "{\"items\": \"../etc\"}");
    assertThatThrownBy(() -> Releases.read(file))
        .hasMessageContaining("items is \"../etc\": expected the digest");
  }

  private ClusterFile read(String json) throws IOException {
    return ClusterFile.read(Files.writeString(folder.resolve("cluster.json"), json));
  }
}
