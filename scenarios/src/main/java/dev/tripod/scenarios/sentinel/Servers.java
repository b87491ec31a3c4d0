package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.chaos.Packets;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// A Redis and a Sentinel on each of the three machines, beside the cluster. When they are
/// closed, no machine has anything of them.
final class Servers implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final World world;

  /// The machines' addresses by their numbers.
  private final Map<Integer, String> machines = new TreeMap<>();

  Servers(World world) {
    this.world = world;
    for (var node : world.cluster().nodes()) {
      machines.put(Lab.numberOf(node.name()), node.address());
    }
  }

  /// Starts all of them empty, where there is nothing of them. Returns when the Sentinels know
  /// everybody.
  ///
  /// @param first the machine of the first master
  void start(int first) throws InterruptedException {
    for (var machine : machines.entrySet()) {
      open(machine.getKey());
      world.lab().ssh(machine.getKey(), NodeFiles.install(machine.getValue(), machines.get(first)));
    }
    Until.holds(
        "node%d is master of two replicas, and each Sentinel knows all".formatted(first),
        LIMIT,
        () -> master().filter(this::watched).isPresent());
  }

  Set<HostAndPort> sentinels() {
    var sentinels = new HashSet<HostAndPort>();
    machines.values().forEach(address -> sentinels.add(sentinel(address)));
    return sentinels;
  }

  /// Kills the Redis of a machine.
  void kill(int node) throws InterruptedException {
    world.lab().ssh(node, "systemctl kill --signal=KILL " + NodeFiles.REDIS);
  }

  /// Lets a machine be reached, after it lost power too.
  void open(int node) throws InterruptedException {
    Firewall.open(world.lab(), node);
  }

  /// Waits until all Sentinels but that of a machine name another master than the one there.
  void awaitOtherMaster(int old) throws InterruptedException {
    Until.holds(
        "Sentinel has chosen another master than node" + old,
        LIMIT,
        () ->
            machines.keySet().stream()
                .filter(node -> node != old)
                .noneMatch(node -> named(node).equals(machines.get(old))));
  }

  /// Waits until one is master, and the other two are its replicas and in sync, and returns
  /// the number of the master's machine.
  int awaitWhole() throws InterruptedException {
    Until.holds("there is one master with two replicas", LIMIT, () -> master().isPresent());
    var address = master().map(HostAndPort::getHost).orElse("nowhere");
    return machines.keySet().stream()
        .filter(node -> machines.get(node).equals(address))
        .findFirst()
        .orElseThrow(() -> new ScenarioFailed("the master was gone as soon as it was found"));
  }

  /// Takes every fault back too. What fails on one machine keeps none of the others from being
  /// cleared.
  @Override
  public void close() {
    var deeds = new ArrayList<Deed>(List.of(world.lab()::restore, () -> Packets.heal(world)));
    machines.keySet().forEach(node -> deeds.add(() -> remove(node)));
    var left = new ArrayList<String>();
    for (var deed : deeds) {
      try {
        deed.run();
      } catch (ScenarioFailed failure) {
        left.add(failure.getMessage());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        left.add("interrupted");
      }
    }
    if (!left.isEmpty()) {
      throw new ScenarioFailed(
          "something of Redis and Sentinel may be left on the machines; run `sentinel` again: "
              + String.join("; ", left));
    }
  }

  @FunctionalInterface
  private interface Deed {
    void run() throws InterruptedException;
  }

  private void remove(int node) throws InterruptedException {
    world.lab().ssh(node, NodeFiles.remove());
    Firewall.close(world.lab(), node);
  }

  private Optional<HostAndPort> master() {
    var infos = new HashMap<HostAndPort, String>();
    for (var address : machines.values()) {
      var redis = new HostAndPort(address, NodeFiles.REDIS_PORT);
      infos.put(redis, ask(redis, connection -> connection.info("replication")));
    }
    return Health.master(infos);
  }

  private boolean watched(HostAndPort master) {
    int others = machines.size() - 1;
    return sentinels().stream()
        .map(sentinel -> ask(sentinel, connection -> connection.sentinelMaster(NodeFiles.SET)))
        .allMatch(view -> Health.watches(view, master, others));
  }

  /// The address that a machine's Sentinel gives to clients.
  private String named(int node) {
    return ask(
        sentinel(machines.get(node)),
        connection -> connection.sentinelGetMasterAddrByName(NodeFiles.SET).getFirst());
  }

  private static HostAndPort sentinel(String address) {
    return new HostAndPort(address, NodeFiles.SENTINEL_PORT);
  }

  private static <T> T ask(HostAndPort server, Function<Jedis, T> question) {
    try (var connection = new Jedis(server, SentinelStore.CONFIG)) {
      return question.apply(connection);
    } catch (JedisException cause) {
      throw new Unreachable(server + " does not answer: " + cause.getMessage(), cause);
    }
  }
}
