package dev.tripod.scenarios.story;

import dev.tripod.scenarios.explain.Trials;
import dev.tripod.scenarios.lab.Allocation;
import dev.tripod.scenarios.lab.Deployer;
import dev.tripod.scenarios.lab.Folder;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// A submission of three jobs, each of which needs the one before, is killed at a random moment.
/// Another one completes it, and no job is registered twice.
public final class Interrupted implements Scenario {
  private static final List<String> JOBS = List.of("chain-a", "chain-b", "chain-c");
  private static final List<String> SUBMIT = List.of("submit");
  private static final Duration GONE = Duration.ofMinutes(1);

  /// A whole submission takes about so long.
  private static final int LATEST_MILLIS = 14_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Override
  public Figure run(World world) throws InterruptedException {
    purge(world);
    try (var folder = Folder.create()) {
      var needs = "";
      for (var job : JOBS) {
        folder.job(job, Trials.good(job, needs));
        needs = job;
      }
      return run(world, new Deployer(world.checkout(), folder.path()));
    } finally {
      purge(world);
    }
  }

  private Figure run(World world, Deployer deployer) throws InterruptedException {
    var after = Duration.ofMillis(random.nextInt(LATEST_MILLIS));
    var killed = deployer.killed(SUBMIT, after);
    var completed = deployer.run(SUBMIT).orFail();
    var registrations =
        JOBS.stream().mapToLong(job -> world.nomad().job(job).path("Version").asLong() + 1).sum();
    if (registrations != JOBS.size()) {
      throw new ScenarioFailed(
          "%d registrations of %d jobs, killed after %s, seed %d: %s"
              .formatted(registrations, JOBS.size(), after, seed, completed));
    }
    return Figure.of("interrupted")
        .with("seed", seed)
        .millis("killedAfter", after)
        .with("ranStill", killed ? 1 : 0)
        .with("registrations", registrations);
  }

  private static void purge(World world) throws InterruptedException {
    JOBS.forEach(world.nomad()::purge);
    Until.holds(
        "the allocations of " + JOBS + " have ended",
        GONE,
        () ->
            JOBS.stream()
                .flatMap(job -> world.nomad().allocations(job).stream())
                .allMatch(Allocation::ended));
  }
}
