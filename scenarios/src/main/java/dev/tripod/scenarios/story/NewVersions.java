package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Deployer;
import dev.tripod.scenarios.lab.Folder;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Under load, the deployer submits a good version of items, one that crashes and one that never
/// gets healthy. The last two are reverted by themselves, and the deployer says so.
public final class NewVersions implements Scenario {
  private static final int READS_PER_SECOND = 100;
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final List<String> SUBMIT = List.of("submit", "items");
  private static final int ROLLOUT_FAILED = 3;

  @Override
  public Figure run(World world) throws InterruptedException {
    world.ready();
    try (var reads = Reads.start(world, READS_PER_SECOND)) {
      var begun = Instant.now();
      reads.keepOn(BEFORE);
      var before = reads.between(begun, Instant.now());
      var figure = Figure.of("new-versions").millis("p99Before", before.p99());
      figure = good(world, reads, figure);
      figure = crashing(world, reads, figure);
      figure = silent(world, reads, figure);
      reads.awaitSteady();
      return reads.addTo(figure);
    } finally {
      back(world);
    }
  }

  private static Figure good(World world, Reads reads, Figure figure) throws InterruptedException {
    try (var folder = Folder.of(world.checkout())) {
      folder.change("items", "\"500ms\"", "\"400ms\"");
      return submit(world, reads, folder, figure, "good", 0, "rolled out");
    }
  }

  private static Figure crashing(World world, Reads reads, Figure figure)
      throws InterruptedException {
    try (var folder = Folder.of(world.checkout())) {
      folder.change("items", "${local.jar}.jar", "${local.jar}.absent");
      givesUpSoon(folder);
      return submit(
          world, reads, folder, figure, "crash", ROLLOUT_FAILED, "the rollback succeeded");
    }
  }

  private static Figure silent(World world, Reads reads, Figure figure)
      throws InterruptedException {
    try (var folder = Folder.of(world.checkout())) {
      folder.change("items", "\"/healthz\"", "\"/nobody-answers\"");
      givesUpSoon(folder);
      return submit(
          world, reads, folder, figure, "silent", ROLLOUT_FAILED, "the rollback succeeded");
    }
  }

  private static void givesUpSoon(Folder folder) {
    folder.change("items", "healthy_deadline  = \"1m\"", "healthy_deadline  = \"20s\"");
    folder.change("items", "progress_deadline = \"3m\"", "progress_deadline = \"40s\"");
  }

  private static Figure submit(
      World world,
      Reads reads,
      Folder folder,
      Figure figure,
      String name,
      int exitCode,
      String words)
      throws InterruptedException {
    var begun = Instant.now();
    var output = new Deployer(world.checkout(), folder.path()).run(SUBMIT);
    System.out.println(output.said());
    if (output.exitCode() != exitCode || !output.said().contains(words)) {
      throw new ScenarioFailed(
          "the %s version ended with %d, not with %d and \"%s\": %s"
              .formatted(name, output.exitCode(), exitCode, words, output.said()));
    }
    var seen = reads.between(begun, Instant.now());
    return figure
        .millis(name, Duration.between(begun, Instant.now()))
        .with(name + "Errors", seen.errors())
        .millis(name + "P99", seen.p99());
  }

  private static void back(World world) throws InterruptedException {
    try (var folder = Folder.of(world.checkout())) {
      new Deployer(world.checkout(), folder.path()).run(SUBMIT).orFail();
    } finally {
      world.recover();
    }
  }
}
