package dev.tripod.scenarios.sentinel;

import java.util.Optional;

/// What one machine gets: a Redis and a Sentinel with default settings, as services that start
/// with the machine. Texts and commands for its shell; nothing is run here.
final class NodeFiles {
  static final String REDIS = "chaos-redis";
  static final String SENTINEL = "chaos-sentinel";

  /// Not among the ports that Nomad gives to tasks, nor among those of outgoing connections.
  static final int REDIS_PORT = 17_379;

  static final int SENTINEL_PORT = 17_380;

  /// What the Sentinels call the set of servers.
  static final String SET = "mymaster";

  /// Of three Sentinels.
  private static final int QUORUM = 2;

  /// On the machine's disk: what is in it is there again after a loss of power.
  private static final String FOLDER = "/var/tmp/chaos-sentinel";

  private static final String UNITS = "/etc/systemd/system/";

  private NodeFiles() {}

  /// The configuration of Redis.
  ///
  /// @param master the address of its master, if it is to have one
  static String redis(String address, Optional<String> master) {
    var text =
        """
        bind %s
        port %d
        dir %s
        protected-mode no
        """
            .formatted(address, REDIS_PORT, FOLDER);
    return master.map(of -> text + "replicaof %s %d\n".formatted(of, REDIS_PORT)).orElse(text);
  }

  /// The configuration of Sentinel.
  static String sentinel(String address, String master) {
    return """
    bind %s
    port %d
    dir %s
    protected-mode no
    sentinel monitor %s %s %d %d
    """
        .formatted(address, SENTINEL_PORT, FOLDER, SET, master, REDIS_PORT, QUORUM);
  }

  /// A unit that is started again whenever it ends, as Debian's own. It may be started
  /// before the machine has its address, so it is started again without a limit.
  static String unit(String name, String arguments) {
    return """
    [Unit]
    Description=Beside the cluster, for the failure matrix
    After=network.target
    StartLimitIntervalSec=0
    [Service]
    User=redis
    ExecStart=/usr/bin/redis-server %s/%s.conf%s
    Restart=always
    [Install]
    WantedBy=multi-user.target
    """
        .formatted(FOLDER, name, arguments);
  }

  /// Puts all of it on a machine that has nothing of it, and starts it.
  ///
  /// @param master the address of the server that is master at first
  static String install(String address, String master) {
    var other = Optional.of(master).filter(of -> !of.equals(address));
    return """
    set -e
    if ss -OHltn 'sport = :%d or sport = :%d' | grep .; then echo 'the port is taken' >&2; exit 1; fi
    install -d -o redis -g redis -m 0750 %s
    """
            .formatted(REDIS_PORT, SENTINEL_PORT, FOLDER)
        + file(FOLDER + "/" + REDIS + ".conf", redis(address, other))
        + file(FOLDER + "/" + SENTINEL + ".conf", sentinel(address, master))
        + file(UNITS + REDIS + ".service", unit(REDIS, ""))
        + file(UNITS + SENTINEL + ".service", unit(SENTINEL, " --sentinel"))
        + """
        chown redis: %s/*.conf
        systemctl daemon-reload
        systemctl enable --quiet --now %s %s
        """
            .formatted(FOLDER, REDIS, SENTINEL);
  }

  /// Leaves nothing of it, whatever there is.
  static String remove() {
    return """
    set -e
    for unit in %2$s %1$s; do
      file=%3$s$unit.service
      [ -e $file ] || continue
      systemctl disable --quiet --now $unit
      rm $file
    done
    systemctl daemon-reload
    rm -rf %4$s
    """
        .formatted(REDIS, SENTINEL, UNITS, FOLDER);
  }

  private static String file(String path, String text) {
    return "cat >" + path + " <<'END'\n" + text + "END\n";
  }
}
