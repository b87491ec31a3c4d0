package dev.tripod.deployer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    assertThat(cluster.nomad())
        .extracting(Endpoint::url)
        .containsExactly(
            URI.create("http://10.77.0.10:4646"),
            URI.create("http://10.77.0.11:4646"),
            URI.create("http://[fd00::2]:4646"));
  }

  @Test
  void theAutoscalerIsWhereTheGateLeadsToItAndNeedsNoToken() throws IOException {
    var cluster =
        read(
            GOOD.replace(
                "\"prometheus\"", "\"autoscaler\": \"https://10.77.0.10:3002\", \"prometheus\""));

    assertThat(cluster.autoscaler())
        .extracting(Endpoint::url)
        .containsExactly(
            URI.create("https://10.77.0.10:3002"),
            URI.create("https://10.77.0.11:3002"),
            URI.create("https://[fd00::2]:3002"));
    assertThat(cluster.autoscaler()).allMatch(api -> api.token().isEmpty());
  }

  @Test
  void aFileFromBeforeTheAutoscalersGateSaysSoWhenThatIsAskedFor() throws IOException {
    var cluster = read(GOOD);

    assertThatThrownBy(cluster::autoscaler)
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("cluster.json: urls.autoscaler is missing")
        .hasMessageContaining("run site.yml");
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
  void credentialsAreReadFromTheirOwnFilesAndNeverShown() throws IOException, InterruptedException {
    var authority = new TestAuthority(folder, "ca");
    authority.certify("deployer", "/OU=role/CN=deployer");
    var cluster =
        with(
            """
            {"certificate": "deployer.pem", "nomad_token": "n-secret", "consul_token": "c-secret"}
            """);

    assertThat(cluster.nomad()).allMatch(api -> api.token().equals(Optional.of("n-secret")));
    assertThat(cluster.consul()).allMatch(api -> api.token().equals(Optional.of("c-secret")));
    assertThat(cluster.consul()).allMatch(api -> api.tls().isPresent());
    assertThat(cluster.toString() + cluster.nomad()).doesNotContain("secret");
  }

  @Test
  void aCertificateThatIsMissingIsNamed() throws IOException, InterruptedException {
    new TestAuthority(folder, "ca");

    assertThatThrownBy(
            () ->
                with(
                    """
                    {"certificate": "none.pem", "nomad_token": "n", "consul_token": "c"}
                    """))
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("none.pem");
  }

  @Test
  void aTokenThatIsMissingIsRefused() throws IOException, InterruptedException {
    new TestAuthority(folder, "ca").certify("deployer", "/CN=deployer");

    assertThatThrownBy(() -> with("{\"certificate\": \"deployer.pem\", \"nomad_token\": \"n\"}"))
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

  private ClusterFile with(String credentials) throws IOException {
    var file = Files.writeString(folder.resolve("deployer.json"), credentials);
    var keys =
        "\"credentials\": \"%s\", \"ca\": \"%s\", \"vip\""
            .formatted(file, folder.resolve("ca.pem"));
    return read(GOOD.replace("\"vip\"", keys));
  }

  private ClusterFile read(String json) throws IOException {
    return ClusterFile.read(Files.writeString(folder.resolve("cluster.json"), json));
  }
}
