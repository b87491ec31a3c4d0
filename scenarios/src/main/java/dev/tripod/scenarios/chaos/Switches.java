package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Allocation;
import dev.tripod.scenarios.lab.Credentials;
import dev.tripod.scenarios.lab.Nomad;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;

/// The master ends because somebody wants it to.
final class Switches {
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

  /// Everything has to leave its machine, which only operators may order.
  static Fault drain() {
    return (world, _) -> {
      var node = Victims.master(world).node();
      var file = world.cluster().credentials().resolveSibling("operator.json");
      var nomad = new Nomad(world.nomadAs(Credentials.read(file).nomad()));
      return Blow.lasting(
          "%s, the master's, is drained".formatted(node),
          () -> nomad.drain(node),
          () -> nomad.undrain(node));
    };
  }
}
