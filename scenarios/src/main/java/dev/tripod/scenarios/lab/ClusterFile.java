package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.kit.net.Authority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/// Where the cluster is: what site.yml rendered into build/cluster.json, as far as scenarios need
/// it.
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterFile(
    String name, List<Node> nodes, Path ca, Path credentials, Vip vip, Urls urls) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public record Node(String name, String address) {}

  public record Vip(String address) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Urls(URI site, URI nomad, URI consul, URI prometheus, URI autoscaler) {}

  /// TLS as the deployer, whom the gate lets pass.
  public SSLContext tls() {
    var certificate = Credentials.read(credentials).certificate();
    return Authority.trusted(ca, credentials.resolveSibling(certificate));
  }

  public static ClusterFile read(Path file) {
    if (!Files.exists(file)) {
      throw new ScenarioFailed(
          file + " is missing: the cluster is not set up; run `make up` first");
    }
    try {
      return JSON.readValue(file.toFile(), ClusterFile.class);
    } catch (IOException cause) {
      throw new ScenarioFailed(file + " cannot be read; run `make up` to render it again", cause);
    }
  }
}
