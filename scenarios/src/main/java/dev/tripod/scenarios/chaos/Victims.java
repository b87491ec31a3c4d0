package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Consul.Instance;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.ordeal.Actor;
import java.util.List;
import java.util.function.Predicate;

/// Who is hit, as the cluster has it now.
final class Victims {
  private Victims() {}

  static Victim redisMaster(World world) throws InterruptedException {
    return Victim.task(world, "Redis master", master(world));
  }

  /// A member that may become master.
  static Victim redisStandby(World world) throws InterruptedException {
    return Victim.task(world, "Redis standby", standby(world));
  }

  static Victim redisReplica(World world) throws InterruptedException {
    var replicas = world.consul().passing("redis", "replica");
    return Victim.task(world, "Redis read replica", first("read replica", replicas, _ -> true));
  }

  /// The one beside the master.
  static Victim keeper(World world) throws InterruptedException {
    var master = master(world).node();
    var keepers = world.consul().passing("redis-keeper");
    return Victim.task(
        world, "keeper of the master", first("keeper", keepers, at -> at.node().equals(master)));
  }

  static Victim items(World world) throws InterruptedException {
    var instances = world.consul().passing("items");
    return Victim.task(world, "items", first("instance of items", instances, _ -> true));
  }

  static Victim prometheus(World world) throws InterruptedException {
    var instances = world.consul().passing("prometheus");
    return Victim.task(world, "Prometheus", first("Prometheus", instances, _ -> true));
  }

  /// The one that acts.
  static Victim autoscaler(World world) throws InterruptedException {
    var actor = Actor.find(world);
    return Victim.process(actor.node(), "autoscaler", actor.pid());
  }

  /// On the node that holds the virtual IP, through which all requests come.
  static Victim haproxy(World world) throws InterruptedException {
    return Victim.service(world.lab().vipHolder(), "haproxy");
  }

  static Victim keepalived(World world) throws InterruptedException {
    return Victim.service(world.lab().vipHolder(), "keepalived");
  }

  static Victim consulTemplate(World world) throws InterruptedException {
    return Victim.service(world.lab().vipHolder(), "consul-template");
  }

  static Victim consulLeader(World world) {
    return Victim.agent(Machines.consulLeader(world), "consul");
  }

  static Victim nomadLeader(World world) {
    return Victim.agent(Machines.nomadLeader(world), "nomad");
  }

  static Instance master(World world) {
    return first("master", world.consul().passing("redis-master"), _ -> true);
  }

  static Instance standby(World world) {
    var master = master(world).node();
    var members = world.consul().passing("redis", "member");
    return first("standby", members, at -> !at.node().equals(master));
  }

  private static Instance first(
      String what, List<Instance> instances, Predicate<Instance> condition) {
    return instances.stream()
        .filter(condition)
        .findFirst()
        .orElseThrow(() -> new ScenarioFailed("no " + what + " passes in Consul"));
  }
}
