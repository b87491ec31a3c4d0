package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/// The servers that decide together: who leads, and how many vote.
///
/// @param leader empty text when there is none
public record Quorum(String leader, int voters) {
  /// Stands for what could not be asked.
  public static final Quorum UNKNOWN = new Quorum("", 0);

  /// From the health that Nomad's autopilot reports. (Its raft configuration says the same, to
  /// those who manage ACLs.)
  static Quorum of(JsonNode health) {
    var servers = StreamSupport.stream(health.path("Servers").spliterator(), false).toList();
    var leader =
        servers.stream()
            .filter(server -> server.path("Leader").asBoolean())
            .map(server -> withoutRegion(server.path("Name").asText()))
            .findFirst();
    var voters = servers.stream().filter(server -> server.path("Voter").asBoolean()).count();
    return new Quorum(leader.orElse(""), Math.toIntExact(voters));
  }

  /// `node1.global` is the server of the region `global` on `node1`.
  private static String withoutRegion(String server) {
    var dot = server.lastIndexOf('.');
    return dot < 0 ? server : server.substring(0, dot);
  }
}
