package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// All that the controller made once for the cluster, in clear, by its names in
/// ansible/roles/secrets: for scenarios that play the administrator, or look for what leaked.
public record Secrets(Map<String, String> byName) {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /// Decrypts them, with the password beside them.
  ///
  /// @param directory where site.yml keeps them
  public static Secrets read(Path directory) throws InterruptedException {
    var password = directory.resolve("password").toString();
    var file = directory.resolve("secrets.vault").toString();
    var command = List.of("ansible-vault", "view", "--vault-password-file", password, file);
    var text = Command.run(directory, DEADLINE, command).orFail();
    try {
      return new Secrets(new ObjectMapper().readValue(text, new TypeReference<>() {}));
    } catch (JsonProcessingException cause) {
      throw new ScenarioFailed(file + " holds no JSON object", cause);
    }
  }

  public String get(String name) {
    var secret = byName.get(name);
    if (secret == null) {
      throw new ScenarioFailed("there is no secret " + name + "; run `make up` to make it");
    }
    return secret;
  }

  /// Without the secrets: texts end up in logs.
  @Override
  public String toString() {
    return "Secrets" + byName.keySet();
  }
}
