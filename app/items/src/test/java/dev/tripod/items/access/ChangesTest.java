package dev.tripod.items.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
  @Test
  void mustBeDecided(@TempDir Path folder) throws IOException {
    String file = Files.createFile(folder.resolve("keys")).toString();
    assertThat(of(Map.of("CHANGES", "anonymous"))).isInstanceOf(Changes.Anonymous.class);
    assertThat(of(Map.of("CHANGES", "keys", "API_KEYS_FILE", file)))
        .isInstanceOf(Changes.Keyed.class);

    assertRefused(
        Map.of(),
        "CHANGES is not set: expected keys (API_KEYS_FILE names them), or anonymous"
            + " (anyone may change items)");
    assertRefused(Map.of("API_KEYS_FILE", file), "CHANGES is not set");
    assertRefused(Map.of("CHANGES", "open"), "CHANGES is \"open\": expected keys");
    assertRefused(Map.of("CHANGES", "keys"), "API_KEYS_FILE is not set: expected a file");
    assertRefused(
        Map.of("CHANGES", "anonymous", "API_KEYS_FILE", file),
        "API_KEYS_FILE is \"%s\": expected nothing".formatted(file));
  }

  private static Changes of(Map<String, String> variables) {
    return Changes.of(new Env(variables));
  }

  private static void assertRefused(Map<String, String> variables, String message) {
    assertThatThrownBy(() -> of(variables))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message);
  }
}
