package dev.tripod.scenarios.chaos;

import static dev.tripod.scenarios.chaos.Limit.gaps;
import static dev.tripod.scenarios.chaos.Limit.unnoticed;

import dev.tripod.scenarios.chaos.Row.Service;
import dev.tripod.scenarios.lab.ScenarioFailed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Every fault that is tried: whom it hits, how long it lasts, and what clients may see of it
/// (the longest time in seconds without an acknowledged write, and without an answered read).
final class Matrix {
  private static final int RESTARTED_SECONDS = 5;
  private static final int FROZEN_SECONDS = 60;

  private static final Duration CLOCK_OFF = Duration.ofMinutes(5);

  private static final int FALLS = 5;

  /// A process or its machine, at random.
  private static final Fault MASTER_FALLS =
      Faults.either(Faults.killed(Victims::redisMaster), Faults.off(Machines::redisMaster));

  private static final Fault VIP_MOVES =
      Faults.either(
          Faults.off(Machines::vipHolder),
          Faults.cut(Machines::vipHolder),
          Faults.stopped(Victims::keepalived));

  static final List<Row> ROWS =
      List.of(
          // Processes are killed with kill -9.
          killed("redis-master", Victims::redisMaster, gaps(6, 0.5)),
          killed("redis-standby", Victims::redisStandby, gaps(2, 0.5)),
          killed("redis-replica", Victims::redisReplica, gaps(1, 0.5)),
          killed("keeper", Victims::keeper, gaps(6, 0.5)),
          killed("items", Victims::items, gaps(1, 0.5)),
          killed("haproxy", Victims::haproxy, gaps(3, 3)),
          killed("keepalived", Victims::keepalived, gaps(1, 1)),
          killed("consul-template", Victims::consulTemplate, unnoticed()),
          killed("consul-leader", Victims::consulLeader, gaps(6, 0.5)),
          killed("nomad-leader", Victims::nomadLeader, unnoticed()),
          killed("prometheus", Victims::prometheus, unnoticed()),
          killed("autoscaler", Victims::autoscaler, unnoticed()),
          row("memory", Memory.exhausted(Victims::redisMaster), 5, gaps(6, 0.5)),
          row("disk-full", Disks.redisFull(Machines::redisMaster), 20, gaps(6, 0.5)),
          row("disk-full-standby", Disks.redisFull(Machines::redisStandby), 20, gaps(2, 0.5)),
          row("disk-hangs", Disks.redisHangs(Machines::redisMaster), 60, gaps(6, 0.5)),
          row("disk-hangs-standby", Disks.redisHangs(Machines::redisStandby), 60, gaps(2, 0.5)),
          row("disk-slow", Disks.redisSlow(Machines::redisMaster), 30, gaps(2, 0.5)),
          row("disk-slow-standby", Disks.redisSlow(Machines::redisStandby), 30, gaps(2, 0.5)),

          // Processes, and a machine, are frozen for a minute, and thaw.
          frozen("redis-master", Victims::redisMaster, gaps(6, 0.5)),
          frozen("redis-standby", Victims::redisStandby, gaps(2, 0.5)),
          frozen("redis-replica", Victims::redisReplica, gaps(1, 0.5)),
          frozen("keeper", Victims::keeper, gaps(6, 0.5)),
          frozen("items", Victims::items, gaps(3, 3)),
          frozen("haproxy", Victims::haproxy, gaps(5, 5)),
          frozen("keepalived", Victims::keepalived, gaps(1, 1)),
          frozen("consul-template", Victims::consulTemplate, unnoticed()),
          frozen("consul-leader", Victims::consulLeader, gaps(6, 0.5)),
          frozen("nomad-leader", Victims::nomadLeader, unnoticed()),
          frozen("prometheus", Victims::prometheus, unnoticed()),
          frozen("autoscaler", Victims::autoscaler, unnoticed()),
          row("machine-frozen", Faults.machineFrozen(Machines::redisMaster), 60, gaps(6, 1)),

          // Clocks are wrong.
          row("clock-ahead", Faults.clock(Machines::redisMaster, CLOCK_OFF), 60, gaps(6, 1)),
          row(
              "clock-behind",
              Faults.clock(Machines::redisMaster, CLOCK_OFF.negated()),
              60,
              gaps(6, 1)),

          // Machines lose power, and get it back.
          row("redis-master-off", Faults.off(Machines::redisMaster), 20, gaps(6, 1)),
          row("vip-off", Faults.off(Machines::vipHolder), 20, gaps(6, 1)),
          row("follower-off", Faults.off(Machines::follower), 20, gaps(6, 1)),
          row("leaders-off", Faults.off(Machines::consulLeader), 20, gaps(6, 1)),
          row("nomad-leader-off", Faults.off(Machines::nomadLeader), 20, gaps(6, 1)),
          row("all-leaders-off", Faults.off(Leaders::together), 20, gaps(6, 1)),
          row("two-off", Faults.off(2), 20, gaps(90, 1).refusedWithin(1)).serving(Service.READS),
          row("all-off", Faults.off(3), 5, gaps(180, 180)).serving(Service.NONE),

          // Each of them once is not often: many in a row.
          row("master-falls", MASTER_FALLS, 5, gaps(6, 1)).times(FALLS),
          row("vip-moves", VIP_MOVES, 5, gaps(6, 1)).times(FALLS),

          // The network between machines fails.
          row("cut-1-2", Faults.cut(Machines::redisMaster), 20, gaps(6, 1)),
          row("leaders-cut", Faults.cut(Machines::consulLeader), 20, gaps(6, 1)),
          row("cut-one-way", Packets.sentLost(Machines::redisMaster), 20, gaps(6, 1)),
          row("cut-inside", Packets.allLost(Machines::redisMaster), 20, gaps(6, 1)),
          row("flapping-link", Faults.flapping(Machines::redisMaster), 5, gaps(15, 1)),

          // The network is whole, and the others refuse to speak to a machine's agents.
          row("certificate-expired", Certificates.expired(Machines::redisMaster), 20, gaps(6, 1))
              .serving(Service.READS),

          // What somebody wanted.
          row("switch", Switches.stop(), 15, unnoticed()),
          row("drain", Switches.drain(), 20, unnoticed()),
          row("rolling-update-items", Faults.update("items"), 0, unnoticed()),
          row("rolling-update-keeper", Faults.update("keeper"), 0, unnoticed()),
          row("rolling-update-redis", Faults.update("redis"), 0, unnoticed()),
          row("rolling-update-prometheus", Faults.update("prometheus"), 0, unnoticed()),
          row("rolling-update-autoscaler", Faults.update("autoscaler"), 0, unnoticed()),
          row("rolling-update-frontend", Faults.update("frontend"), 0, unnoticed()),
          row("rolling-update-consul", Restarts.of("consul"), 0, unnoticed()),
          row("rolling-update-nomad", Restarts.of("nomad"), 0, unnoticed()),
          row(
              "rolling-update-edge",
              Restarts.of("haproxy", "keepalived", "consul-template"),
              0,
              unnoticed()));

  private Matrix() {}

  /// All of them when no name is given.
  static List<Row> named(List<String> names) {
    return names.isEmpty() ? ROWS : names.stream().map(Matrix::named).toList();
  }

  private static Row named(String name) {
    return ROWS.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ScenarioFailed(
                    "no row is called '%s'; there are: %s"
                        .formatted(
                            name, ROWS.stream().map(Row::name).collect(Collectors.joining(", ")))));
  }

  private static Row killed(String who, Victim.Finder finder, Limit limit) {
    return row(who + "-killed", Faults.killed(finder), RESTARTED_SECONDS, limit);
  }

  private static Row frozen(String who, Victim.Finder finder, Limit limit) {
    return row(who + "-frozen", Faults.frozen(finder), FROZEN_SECONDS, limit);
  }

  private static Row row(String name, Fault fault, int lastsSeconds, Limit limit) {
    return new Row(name, fault, Duration.ofSeconds(lastsSeconds), Service.ALL, limit, 1);
  }
}
