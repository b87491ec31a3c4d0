package dev.tripod.scenarios.ordeal;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The autoscaler that acts, ours or the peer's: the one of the instances that asked Prometheus
/// last, as the peer's others keep a connection, too.
///
/// @param pid of its process, as its node numbers them
/// @param silentMillis since it asked
public record Actor(int node, int pid, int silentMillis) {
  /// Connections to Prometheus, a line each, with the process and its times.
  private static final String CONNECTIONS = "ss -OHtnpi state established '( dport = :9090 )'";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Pattern AUTOSCALER =
      Pattern.compile("\\(\"(?:java|nomad-autoscale\\w*)\",pid=(\\d+).*\\blastsnd:(\\d+)");

  /// Waits until there is one: after the death of another, the peer's next one may need a minute
  /// and a half.
  public static Actor find(World world) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var actor = asking(world);
    while (actor.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE);
      actor = asking(world);
    }
    return actor.orElseThrow(
        () -> new ScenarioFailed("no autoscaler asks Prometheus; is one running?"));
  }

  private static Optional<Actor> asking(World world) throws InterruptedException {
    var found = new ArrayList<Actor>();
    for (int node = 1; node <= Lab.NODES; node++) {
      found.addAll(of(node, world.lab().ssh(node, CONNECTIONS)));
    }
    return found.stream().min(Comparator.comparingInt(Actor::silentMillis));
  }

  /// @param connections as `ss` prints them
  static List<Actor> of(int node, String connections) {
    return connections
        .lines()
        .map(AUTOSCALER::matcher)
        .filter(Matcher::find)
        .map(
            found ->
                new Actor(node, Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
        .toList();
  }

  /// @param name such as KILL
  void signal(World world, String name) throws InterruptedException {
    world.lab().ssh(node, "kill -" + name + " " + pid);
  }
}
