package dev.tripod.deployer.deploy;

import dev.tripod.deployer.deploy.Verdict.Failed;
import dev.tripod.deployer.deploy.Verdict.Going;
import dev.tripod.deployer.deploy.Verdict.Succeeded;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Evaluation;
import java.util.List;

/// Judges a rollout by what was observed of it. Jobs that Nomad gives a deployment are judged by
/// that; others (batch jobs, and system jobs without an `update` block) by their allocations.
///
///     registered -> evaluated -> deployment running -> successful
///                                                   -> failed [-> rolled back]
///                             -> allocations pending -> running or complete
///                                                    -> failed
public final class Judge {
  private final JobSpec job;
  private final Rollout rollout;

  private Judge(JobSpec job, Rollout rollout) {
    this.job = job;
    this.rollout = rollout;
  }

  public static Verdict verdict(JobSpec job, Rollout rollout) {
    return new Judge(job, rollout).verdict();
  }

  private Verdict verdict() {
    return rollout.deployment().map(this::byDeployment).orElseGet(this::byAllocations);
  }

  private Verdict byDeployment(Deployment deployment) {
    if (job.perNode() && allHealthy(deployment)) {
      return new Succeeded("%1$d/%1$d healthy".formatted(desired(deployment)));
    }
    return switch (deployment.status()) {
      case "successful" -> new Succeeded(healthy(deployment));
      case "failed" ->
          deployment.rollsBack() ? byRollback(deployment) : new Failed(deployment.description());
      case "cancelled" ->
          new Failed(deployment.description() + " (somebody else registered or stopped the job)");
      default -> new Going(Topic.DEPLOYMENTS, healthy(deployment) + waiting(deployment));
    };
  }

  /// For a job on each node. Nomad 1.11 can leave its deployment at one healthy allocation too few
  /// for good: seen once in a few rollouts, with every allocation's own health at true. Its system
  /// scheduler seems to write the counts back that it began with.
  private boolean allHealthy(Deployment deployment) {
    var healthy =
        rollout.current().stream().filter(each -> each.running() && each.healthy().orElse(false));
    int desired = desired(deployment);
    return desired > 0 && healthy.count() == desired && rollout.outdated().isEmpty();
  }

  private static int desired(Deployment deployment) {
    return deployment.groups().values().stream().mapToInt(Deployment.Group::desired).sum();
  }

  private String waiting(Deployment deployment) {
    var asksForPeople =
        deployment.description().contains("promotion") || deployment.status().equals("paused");
    return asksForPeople
        ? " (" + deployment.description() + ")"
        : Placements.unplaced(rollout.evaluations());
  }

  /// The verdict is clear; what is awaited is the end of Nomad's way back.
  private Verdict byRollback(Deployment failed) {
    return rollout.deployments().stream()
        .filter(deployment -> deployment.specificationIndex() > failed.specificationIndex())
        .reduce((_, oldest) -> oldest)
        .map(back -> rolledBack(failed, back))
        .orElseGet(() -> new Going(Topic.DEPLOYMENTS, failed.description()));
  }

  private static Verdict rolledBack(Deployment failed, Deployment back) {
    return switch (back.status()) {
      case "successful" ->
          new Failed(
              "%s; the rollback succeeded and runs as version %d"
                  .formatted(failed.description(), back.jobVersion()));
      case "failed", "cancelled" ->
          new Failed(
              "%s; the rollback failed too: %s"
                  .formatted(failed.description(), back.description()));
      default -> new Going(Topic.DEPLOYMENTS, "rolling back: " + healthy(back));
    };
  }

  private static String healthy(Deployment deployment) {
    var groups = deployment.groups().values();
    var unhealthy = groups.stream().mapToInt(Deployment.Group::unhealthy).sum();
    return "%d/%d healthy%s"
        .formatted(
            groups.stream().mapToInt(Deployment.Group::healthy).sum(),
            desired(deployment),
            unhealthy > 0 ? ", %d unhealthy".formatted(unhealthy) : "");
  }

  private Verdict byAllocations() {
    if (rollout.evaluations().stream().anyMatch(Evaluation::pending)) {
      return new Going(Topic.EVALUATIONS, "being scheduled");
    }
    if (job.startsLater()) {
      return new Succeeded("starts later");
    }
    var unplaced = Placements.unplaced(rollout.evaluations());
    return unplaced.isEmpty()
        ? byCurrent(rollout.current())
        : new Going(Topic.EVALUATIONS, "waiting" + unplaced);
  }

  private Verdict byCurrent(List<Allocation> current) {
    var failed = count(current, "failed") + count(current, "lost");
    if (failed > 0) {
      return new Failed("%d of %d allocations failed".formatted(failed, current.size()));
    }
    if (current.size() < expected() && rollout.outdated().isEmpty()) {
      return new Failed(
          "Nomad placed %d of %d allocations and does not place more; does the job's reschedule block"
                  .formatted(current.size(), expected())
              + " forbid it?");
    }
    if (job.ends() && current.isEmpty() && !rollout.ofThisVersion().isEmpty()) {
      return new Failed("its allocations were stopped before they were done");
    }
    var complete = count(current, "complete");
    var done = job.ends() ? complete : complete + count(current, "running");
    var progress = "%d/%d %s".formatted(done, current.size(), job.ends() ? "complete" : "running");
    return done == current.size() && rollout.outdated().isEmpty()
        ? new Succeeded(progress)
        : new Going(Topic.ALLOCATIONS, progress);
  }

  /// How many allocations there must be: the nodes decide on it for a job that runs on each.
  private int expected() {
    return job.perNode() || job.ends() ? 0 : rollout.desired();
  }

  private static int count(List<Allocation> allocations, String clientStatus) {
    return Math.toIntExact(
        allocations.stream().filter(a -> a.clientStatus().equals(clientStatus)).count());
  }
}
