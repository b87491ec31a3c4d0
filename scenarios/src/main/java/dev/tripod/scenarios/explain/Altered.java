package dev.tripod.scenarios.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.ScenarioFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Copies of the cluster file whose credentials are wrong.
final class Altered {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private final Path cluster;
  private final Path folder;

  Altered(Path cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  Path withToken() {
    return with("nomad_token", NOBODY);
  }

  Path withViewersCertificate() {
    try {
      var viewer = credentials().resolveSibling("viewer.pem");
      return with("certificate", viewer.toRealPath().toString());
    } catch (IOException cause) {
      throw new ScenarioFailed("there is no viewer's certificate", cause);
    }
  }

  private Path credentials() throws IOException {
    return Path.of(JSON.readTree(cluster.toFile()).path("credentials").asText());
  }

  private Path with(String key, String value) {
    try {
      var own = credentials();
      var changed = (ObjectNode) JSON.readTree(own.toFile());
      // The certificate is named beside the file; the copy is elsewhere.
      changed.put(
          "certificate", own.resolveSibling(changed.path("certificate").asText()).toString());
      changed.put(key, value);
      var copy = Files.writeString(folder.resolve("altered.json"), changed.toString());
      var file = (ObjectNode) JSON.readTree(cluster.toFile());
      file.put("credentials", copy.toString());
      return Files.writeString(folder.resolve("altered-cluster.json"), file.toString());
    } catch (IOException cause) {
      throw new ScenarioFailed("the cluster file cannot be altered", cause);
    }
  }
}
