package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/// What the deployer proves itself with: scenarios do what an operator does.
///
/// @param certificate the name of a file beside this one
public record Credentials(
    @JsonProperty String certificate,
    @JsonProperty("nomad_token") String nomad,
    @JsonProperty("consul_token") String consul) {
  public static Credentials read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), Credentials.class);
    } catch (IOException cause) {
      throw new ScenarioFailed(file + " cannot be read; `make up` writes it", cause);
    }
  }
}
