package dev.tripod.scenarios.ordeal;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;

/// The autoscaler that acts, ours or the peer's: the one of the instances that asks Prometheus.
///
/// @param pid of its process, as its node numbers them
record Actor(int node, int pid) {
  /// Connections to Prometheus of a process that may be an autoscaler.
  private static final String FIND =
      """
      ss -Htnp state established '( dport = :9090 )' |
        grep -oE '"(java|nomad-autoscale[r]*)",pid=[0-9]+' | grep -oE '[0-9]+$' | head -1
      """;

  static Actor find(World world) throws InterruptedException {
    for (int node = 1; node <= Lab.NODES; node++) {
      var pid = world.lab().ssh(node, FIND).strip();
      if (!pid.isEmpty()) {
        return new Actor(node, Integer.parseInt(pid));
      }
    }
    throw new ScenarioFailed("no autoscaler asks Prometheus; is one running?");
  }

  /// @param name such as KILL
  void signal(World world, String name) throws InterruptedException {
    world.lab().ssh(node, "kill -" + name + " " + pid);
  }
}
