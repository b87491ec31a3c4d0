package dev.tripod.deployer.status;

import dev.tripod.deployer.nomad.Quorum;
import java.util.List;

/// The state of the cluster, in the shape that `status --json` prints.
///
/// @param ok whether everything that is expected was observed
/// @param problems one sentence for each thing that was not
public record ClusterState(
    boolean ok,
    List<Node> nodes,
    Servers servers,
    Vip vip,
    List<Group> groups,
    List<String> problems) {

  /// A machine; ready when it is in Nomad and alive in Consul.
  public record Node(String name, boolean ready) {}

  /// The two quorums.
  public record Servers(Quorum nomad, Quorum consul) {}

  /// The virtual address.
  ///
  /// @param holder the node that answers at the address, empty when none does
  public record Vip(String address, String holder) {}

  /// A group of a job; healthy are allocations that run and pass their checks in Consul.
  public record Group(String namespace, String job, String group, int desired, int healthy) {}
}
