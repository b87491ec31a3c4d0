package dev.tripod.deployer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The digests of the releases on the nodes, by name, as `release.yml` wrote them down.
public record Releases(Map<String, JsonNode> digests) {

  /// Nothing released yet is no error here: a job that needs a release says so when it is parsed.
  ///
  /// @throws BadFile when a digest is not a name that a folder can have
  public static Releases read(Path file) {
    if (Files.notExists(file)) {
      return new Releases(Map.of());
    }
    var keys = Keys.read(file);
    keys.entries()
        .forEach(
            (name, digest) -> {
              if (!digest.isTextual()
                  || !digest.textValue().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw keys.bad(name, digest, "the digest that names the release's folder");
              }
            });
    return new Releases(keys.entries());
  }
}
