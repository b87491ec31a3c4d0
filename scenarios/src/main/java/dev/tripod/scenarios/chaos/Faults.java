package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Consul.Instance;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.story.Roll;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// The kinds of faults.
final class Faults {
  private static final Duration APART = Duration.ofMinutes(3);
  private static final int FLAPS = 5;
  private static final Duration DOWN = Duration.ofSeconds(1);
  private static final Duration UP = Duration.ofSeconds(2);

  private Faults() {}

  /// What the lab does to one of its nodes.
  @FunctionalInterface
  interface Verb {
    void on(Lab lab, int node) throws InterruptedException;
  }

  /// @param what is told of it, with `%d` for the node's number
  static Fault lasting(Machines.Finder finder, String what, Verb strike, Verb undo) {
    return (world, _) -> {
      int node = finder.find(world);
      return Blow.lasting(
          what.formatted(node),
          () -> strike.on(world.lab(), node),
          () -> undo.on(world.lab(), node));
    };
  }

  /// kill -9; whoever looks after the process starts it again.
  static Fault killed(Victim.Finder finder) {
    return (world, _) -> {
      var victim = finder.find(world);
      var what = victim.where() + " is killed";
      Blow.Deed kill = () -> victim.signal(world, "KILL");
      return victim.service().isEmpty()
          ? Blow.instant(what, kill)
          : Blow.lasting(what, kill, () -> victim.requireStarted(world));
    };
  }

  /// One of them, at random.
  static Fault either(Fault... faults) {
    return (world, random) -> faults[random.nextInt(faults.length)].aim(world, random);
  }

  /// A service that somebody stops, and starts again.
  static Fault stopped(Victim.Finder finder) {
    return (world, _) -> {
      var victim = finder.find(world);
      return Blow.lasting(
          victim.where() + " is stopped",
          () -> victim.command(world, "stop"),
          () -> victim.command(world, "start"));
    };
  }

  /// Stopped, as it is, until it may run on.
  static Fault frozen(Victim.Finder finder) {
    return (world, _) -> {
      var victim = finder.find(world);
      return Blow.lasting(
          victim.where() + " is frozen",
          () -> victim.signal(world, "STOP"),
          () -> victim.thaw(world));
    };
  }

  static Fault machineFrozen(Machines.Finder finder) {
    return lasting(finder, "node%d is frozen", Lab::freeze, Lab::thaw);
  }

  /// The time of day, as all that runs on the machine sees it; nothing else that is counted in
  /// seconds.
  static Fault clock(Machines.Finder finder, Duration ahead) {
    return lasting(
        finder,
        "the clock of node%%d is off by %d s".formatted(ahead.toSeconds()),
        (lab, node) -> lab.clock(node, ahead),
        (lab, node) -> lab.clock(node, Duration.ZERO));
  }

  static Fault off(Machines.Finder finder) {
    return (world, _) -> off(world, List.of(finder.find(world)));
  }

  /// Any of them, in any order, once each has an instance of the API: after another fault it
  /// takes a while until the autoscaler has moved them apart.
  static Fault off(int machines) {
    return (world, random) -> {
      Until.holds("each machine has an instance of items", APART, () -> apart(world));
      var nodes = Machines.all();
      Collections.shuffle(nodes, random);
      return off(world, nodes.subList(0, machines));
    };
  }

  private static boolean apart(World world) {
    return world.consul().passing("items").stream().map(Instance::node).distinct().count()
        == Lab.NODES;
  }

  private static Blow off(World world, List<Integer> nodes) {
    return Blow.lasting(
        "power off: nodes " + nodes,
        () -> {
          for (int node : nodes) {
            world.lab().off(node);
          }
        },
        () -> {
          for (int node : nodes) {
            world.lab().on(node);
          }
        });
  }

  /// One machine reaches nobody, and nobody reaches it.
  static Fault cut(Machines.Finder finder) {
    return lasting(finder, "node%d is cut off", Lab::cut, (lab, _) -> lab.heal());
  }

  /// The same again and again, for a moment each time.
  static Fault flapping(Machines.Finder finder) {
    return lasting(
        finder,
        "the link of node%%d flaps %d times".formatted(FLAPS),
        Faults::flap,
        (lab, _) -> lab.heal());
  }

  /// Things happen at their time: these are no waits for something to come true.
  private static void flap(Lab lab, int node) throws InterruptedException {
    for (int flap = 0; flap < FLAPS; flap++) {
      lab.cut(node);
      Thread.sleep(DOWN);
      lab.heal();
      Thread.sleep(UP);
    }
  }

  /// Every instance of a job is replaced by an update, and again when that is taken back.
  static Fault update(String job) {
    return (world, _) -> {
      var roll = new Roll(world, job);
      return Blow.lasting("rolling update of " + job, roll::forth, roll::back);
    };
  }
}
