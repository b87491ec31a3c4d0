package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.List;

/// The node of Nomad's leader loses power. Another server leads, finds out that the node is gone,
/// and has what ran there started elsewhere.
public final class LeaderOff implements Scenario {
  /// Jobs, their only groups and their services, which can run on any node. The Redis members stay
  /// where their data is.
  private static final List<String> JOBS = List.of("items", "frontend", "autoscaler", "prometheus");

  private static final int READS_PER_SECOND = 50;
  private static final Duration ELECTION = Duration.ofSeconds(30);
  private static final Duration ELSEWHERE = Duration.ofMinutes(3);

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    var leader = world.nomad().leader();
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      long begun = System.nanoTime();
      world.lab().off(Lab.numberOf(leader));
      Until.holds("another server leads", ELECTION, () -> !world.nomad().leader().equals(leader));
      var led = since(begun);
      Until.holds(
          "as many instances as are wanted pass elsewhere: " + JOBS,
          ELSEWHERE,
          () -> JOBS.stream().allMatch(job -> isWhole(world, job, leader)));
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

  /// Whether as many as are wanted now, which the autoscaler may change, pass on other nodes.
  private static boolean isWhole(World world, String job, String except) {
    return world.consul().passing(job).stream()
            .filter(instance -> !instance.node().equals(except))
            .count()
        >= world.nomad().desired(job, job);
  }

  private static Duration since(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
