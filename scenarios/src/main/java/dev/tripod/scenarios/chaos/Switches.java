package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Allocation;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;

/// The master ends because somebody wants it to.
final class Switches {
  /// Shorter than the load, so that what comes after it is seen, too.
  private static final Duration DRAINED = Duration.ofMinutes(4);

  private Switches() {}

  /// Its instance is stopped, and replaced on the same machine.
  static Fault stop() {
    return (world, _) -> {
      var node = Victims.master(world).node();
      var master =
          world.nomad().allocations("redis").stream()
              .filter(member -> member.group().equals("member") && member.running())
              .filter(member -> member.node().equals(node))
              .findFirst()
              .orElseThrow(() -> new ScenarioFailed("Nomad runs no member of Redis on " + node));
      return stop(world, master);
    };
  }

  private static Blow stop(World world, Allocation master) {
    return Blow.instant(
        "the master on %s is stopped by Nomad".formatted(master.node()),
        () -> world.nomad().stop(master));
  }

  /// Everything has to leave its machine; by the playbook that operators use.
  static Fault drain() {
    return (world, _) -> {
      var node = Victims.master(world).node();
      return Blow.lasting(
          "%s, the master's, is drained".formatted(node),
          () -> drain(world, node, "out"),
          () -> drain(world, node, "back"));
    };
  }

  private static void drain(World world, String node, String machine) throws InterruptedException {
    world.checkout().play(DRAINED, "drain.yml", "--limit", node, "-e", "machine=" + machine);
  }
}
