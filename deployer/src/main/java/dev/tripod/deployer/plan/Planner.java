package dev.tripod.deployer.plan;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Judge;
import dev.tripod.deployer.deploy.Step;
import dev.tripod.deployer.deploy.Wanted;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.Preview;
import dev.tripod.deployer.plan.JobPlan.Action;
import dev.tripod.deployer.rollout.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Foretells what `submit` would do with a job, and changes nothing.
public final class Planner {
  private final Cluster cluster;

  public Planner(Cluster cluster) {
    this.cluster = cluster;
  }

  public JobPlan plan(JobSpec job) {
    var live = cluster.job(job.key());
    try {
      return plan(job, live, cluster.preview(Wanted.job(job, live), live));
    } catch (NomadRefused e) {
      return impossible(job, live, e.getMessage());
    }
  }

  private JobPlan plan(JobSpec job, Optional<LiveJob> live, Preview preview) {
    if (live.isEmpty()) {
      return plan(job, live, Action.REGISTER, "new", preview);
    }
    if (!preview.changes().isEmpty()) {
      var why = live.get().stopped() ? "stopped" : "differs";
      return plan(job, live, Action.CHANGE, why, preview);
    }
    return switch (Step.next(Judge.verdict(job, cluster.look(live.get()).rollout()))) {
      case Step.TryAgain(String failure) -> plan(job, live, Action.TRY_AGAIN, failure, preview);
      case Step.Watch() -> plan(job, live, Action.FOLLOW, "is being rolled out", preview);
      case Step.Done(String summary) -> plan(job, live, Action.NOTHING, summary, preview);
    };
  }

  private JobPlan plan(
      JobSpec job, Optional<LiveJob> live, Action action, String why, Preview preview) {
    return new JobPlan(
        job.key().namespace(),
        job.id(),
        job.file(),
        action,
        version(live),
        why,
        preview.changes(),
        action == Action.NOTHING || action == Action.FOLLOW ? Map.of() : preview.effects(),
        preview.unplaced(),
        action == Action.NOTHING ? List.of() : unmet(job),
        preview.warnings());
  }

  private JobPlan impossible(JobSpec job, Optional<LiveJob> live, String why) {
    return plan(job, live, Action.IMPOSSIBLE, why, Preview.NOTHING);
  }

  private static long version(Optional<LiveJob> live) {
    return live.map(LiveJob::version).orElse(-1L);
  }

  private List<String> unmet(JobSpec job) {
    return job.needs().stream().filter(need -> !cluster.healthy(need)).toList();
  }
}
