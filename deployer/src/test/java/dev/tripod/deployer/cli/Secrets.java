package dev.tripod.deployer.cli;

import dev.tripod.kit.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A cluster file that names credentials, for a cluster where nobody answers.
final class Secrets {
  private Secrets() {}

  /// The file with the tokens can be read by others, the key cannot.
  static void write(Path folder) throws Exception {
    var authority = new TestAuthority(folder, "authority");
    var certificate = authority.certify("deployer", "/OU=role/CN=deployer");
    Files.setPosixFilePermissions(
        Path.of(certificate + ".key"), PosixFilePermissions.fromString("rw-------"));
    var credentials =
        Files.writeString(
            folder.resolve("deployer.json"),
            "{\"certificate\": \"deployer.pem\", \"nomad_token\": \"n\", \"consul_token\": \"c\"}");
    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(
        folder.resolve("cluster.json"),
        """
        {"name": "test", "nodes": [{"name": "dev", "address": "127.0.0.1"}],
         "vip": {"address": "127.0.0.1"}, "credentials": "%s", "ca": "%s",
         "urls": {"site": "https://127.0.0.1:9", "nomad": "https://127.0.0.1:9",
                  "consul": "https://127.0.0.1:9", "prometheus": "https://127.0.0.1:9"}}
        """
            .formatted(credentials, authority.pem()));
  }
}
