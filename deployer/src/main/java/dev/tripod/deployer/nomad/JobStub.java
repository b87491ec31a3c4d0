package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;

/// A job as the list of all jobs shows it.
///
/// @param child whether another job started it, by the clock or when it was called
public record JobStub(JobKey key, boolean stopped, boolean child) {
  static JobStub of(JsonNode stub) {
    return new JobStub(
        JobJson.key(stub),
        stub.path("Stop").asBoolean(),
        !stub.path("ParentID").asText("").isEmpty());
  }
}
