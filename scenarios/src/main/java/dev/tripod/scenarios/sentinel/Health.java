package dev.tripod.scenarios.sentinel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;

/// Whether the servers are one master and its replicas, by what each of them says of itself.
final class Health {
  private Health() {}

  /// The master, when there is one and all the others are in sync with it.
  ///
  /// @param infos by server what it answers to INFO replication
  static Optional<HostAndPort> master(Map<HostAndPort, String> infos) {
    return infos.keySet().stream().filter(server -> leads(server, infos)).findFirst();
  }

  /// Whether a Sentinel is ready to act: it knows the master, its replicas and the other
  /// Sentinels.
  ///
  /// @param view what it answers to SENTINEL MASTER
  static boolean watches(Map<String, String> view, HostAndPort master, int others) {
    var ready =
        Map.of(
            "ip", master.getHost(),
            "port", Integer.toString(master.getPort()),
            "flags", "master",
            "num-slaves", Integer.toString(others),
            "num-other-sentinels", Integer.toString(others));
    return view.entrySet().containsAll(ready.entrySet());
  }

  private static boolean leads(HostAndPort server, Map<HostAndPort, String> infos) {
    var own = lines(infos.get(server));
    return own.contains("role:master")
        && own.stream().filter(Health::isOnline).count() == infos.size() - 1
        && infos.entrySet().stream()
            .filter(other -> !other.getKey().equals(server))
            .allMatch(other -> follows(other.getValue(), server));
  }

  /// Whether a line of a master is that of a replica in sync.
  private static boolean isOnline(String line) {
    return line.startsWith("slave") && line.contains("state=online");
  }

  private static boolean follows(String info, HostAndPort master) {
    return lines(info)
        .containsAll(
            List.of(
                "role:slave",
                "master_host:" + master.getHost(),
                "master_port:" + master.getPort(),
                "master_link_status:up"));
  }

  private static List<String> lines(String info) {
    return info.lines().map(String::strip).toList();
  }
}
