package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The node of Nomad's leader loses power. Another server leads, finds out that the node is gone,
/// and has what ran there started elsewhere.
public final class LeaderOff implements Scenario {
  /// What can run on any node. The Redis members stay where their data is.
  private static final List<String> SERVICES =
      List.of("items", "frontend", "autoscaler", "prometheus");

  private static final int READS_PER_SECOND = 50;
  private static final Duration ELECTION = Duration.ofSeconds(30);
  private static final Duration ELSEWHERE = Duration.ofMinutes(3);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var leader = world.nomad().leader();
    var before = passing(world, "");
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      long begun = System.nanoTime();
      world.lab().off(Lab.numberOf(leader));
      Until.holds("another server leads", ELECTION, () -> !world.nomad().leader().equals(leader));
      var led = since(begun);
      Until.holds(
          "as many instances as before pass elsewhere: " + before,
          ELSEWHERE,
          () -> covers(passing(world, leader), before));
      var figure =
          Figure.of("leader-off")
              .with("leader", leader)
              .millis("newLeader", led)
              .millis("healthyElsewhere", since(begun));
      reads.awaitSteady();
      return reads.addTo(figure);
    } finally {
      world.recover();
    }
  }

  /// How many instances of each service pass on other nodes than `except`.
  private static Map<String, Long> passing(World world, String except) {
    return SERVICES.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                service ->
                    world.consul().passing(service).stream()
                        .filter(instance -> !instance.node().equals(except))
                        .count()));
  }

  private static boolean covers(Map<String, Long> now, Map<String, Long> before) {
    return before.entrySet().stream()
        .allMatch(wanted -> now.get(wanted.getKey()) >= wanted.getValue());
  }

  private static Duration since(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
