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
    List<Service> checks,
    Autoscaler autoscaler,
    List<String> problems) {

  /// Whether nothing has changed. The autoscaler decides each few seconds anew; what it changes are
  /// counts.
  boolean sameAs(ClusterState other) {
    return quiet().equals(other.quiet());
  }

  private ClusterState quiet() {
    var silent = new Autoscaler(autoscaler.leader(), autoscaler.note(), List.of());
    return new ClusterState(ok, nodes, servers, vip, groups, checks, silent, problems);
  }

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

  /// A service that the jobs provide, by its checks in Consul.
  ///
  /// @param one whether exactly one instance is expected, not one or more
  /// @param healthy the nodes of the instances whose checks pass
  public record Service(String service, boolean one, List<String> healthy, List<Check> failing) {}

  /// A check that does not pass.
  ///
  /// @param output the first line of what it said last
  public record Check(String node, String check, String status, String output) {}

  /// Who changes counts, and why it did or did not.
  ///
  /// @param leader the node of the instance that leads; empty when that is not known
  /// @param note why something is not known; empty when all is
  public record Autoscaler(String leader, String note, List<Decision> decisions) {
    /// Stands for a cluster that is to have none.
    static final Autoscaler NONE = new Autoscaler("", "no job provides one", List.of());
  }

  /// The last change of a group's count, with its reason.
  public record Decision(String at, String namespace, String job, String group, String text) {}
}
