package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// The servers that decide together: who leads, and how many of those that are there vote.
///
/// @param leader empty text when there is none
public record Quorum(String leader, int voters) {
  /// Stands for what could not be asked.
  public static final Quorum UNKNOWN = new Quorum("", 0);

  /// From the servers of autopilot's health, which Nomad and Consul tell of alike. One that is gone
  /// keeps its vote (ansible's role quorum), and does not use it.
  ///
  /// @param nodeOf the node on which a server runs
  public static Quorum of(JsonNode list, Function<JsonNode, String> nodeOf) {
    var servers = StreamSupport.stream(list.spliterator(), false).toList();
    var leader =
        servers.stream()
            .filter(server -> server.path("Leader").asBoolean())
            .map(nodeOf)
            .findFirst();
    var voters =
        servers.stream()
            .filter(server -> server.path("Voter").asBoolean())
            .filter(server -> server.path("SerfStatus").asText().equals("alive"))
            .count();
    return new Quorum(leader.orElse(""), Math.toIntExact(voters));
  }
}
