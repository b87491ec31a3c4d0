package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Consul.Instance;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import java.util.Optional;
import java.util.regex.Pattern;

/// A process on a node, or a service of its systemd.
///
/// @param what for people
/// @param pid in the words of the node's shell
/// @param kill a command on the node that sends it a signal, whose name is to be put in
/// @param service the name of systemd's unit, if it is one
record Victim(int node, String what, String pid, String kill, Optional<String> service) {
  private static final Pattern PID = Pattern.compile("pid=(\\d+)");

  @FunctionalInterface
  interface Finder {
    Victim find(World world) throws InterruptedException;
  }

  /// The task behind an instance: who listens on its port. (Its environment would not do:
  /// Redis writes its title over that.)
  static Victim task(World world, String what, Instance instance) throws InterruptedException {
    int node = Lab.numberOf(instance.node());
    var listeners =
        world.lab().ssh(node, "ss -OHltnp 'sport = :%d'".formatted(instance.port())).strip();
    return process(node, what, pid(listeners));
  }

  static Victim process(int node, String what, long pid) {
    return new Victim(node, what, Long.toString(pid), "kill -%s " + pid, Optional.empty());
  }

  /// The main process of a service, without others that it started: those of Nomad are the
  /// tasks.
  static Victim agent(int node, String service) {
    var pid = mainPid(service);
    return new Victim(node, service, pid, "kill -%s " + pid, Optional.of(service));
  }

  /// A service with all its processes.
  static Victim service(int node, String service) {
    var kill = "systemctl kill --signal=%s " + service;
    return new Victim(node, service, mainPid(service), kill, Optional.of(service));
  }

  private static String mainPid(String service) {
    return "$(systemctl show --property=MainPID --value " + service + ")";
  }

  String where() {
    return what + " on node" + node;
  }

  /// @param name such as KILL
  void signal(World world, String name) throws InterruptedException {
    world.lab().ssh(node, kill.formatted(name));
  }

  /// Tells the systemd of its node what to do with it.
  ///
  /// @param verb such as stop
  void command(World world, String verb) throws InterruptedException {
    world.lab().ssh(node, "systemctl %s %s".formatted(verb, service.orElseThrow()));
  }

  /// Lets it run on after a STOP, unless it was ended meanwhile.
  void thaw(World world) throws InterruptedException {
    world.lab().ssh(node, kill.formatted("CONT") + " || true");
  }

  /// Fails when a service that was killed has not been started again since; it runs then.
  void requireStarted(World world) throws InterruptedException {
    if (service.isEmpty()) {
      return;
    }
    var started = "systemctl is-active %1$s || systemctl start %1$s".formatted(service.get());
    var state = world.lab().ssh(node, started);
    if (!state.strip().equals("active")) {
      throw new ScenarioFailed(
          "%s was %s until this run started it again".formatted(where(), state.strip()));
    }
  }

  /// @param listeners as `ss` prints them
  static long pid(String listeners) {
    var found = PID.matcher(listeners);
    if (!found.find()) {
      throw new ScenarioFailed("nobody listens where Consul says: `" + listeners + "`");
    }
    return Long.parseLong(found.group(1));
  }
}
