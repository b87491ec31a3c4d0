package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/// The deployer's tokens: scenarios do what an operator does.
record Credentials(
    @JsonProperty("nomad_token") String nomad, @JsonProperty("consul_token") String consul) {
  static Credentials read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), Credentials.class);
    } catch (IOException cause) {
      throw new ScenarioFailed(file + " cannot be read; `make up` writes it", cause);
    }
  }
}
