package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Advice;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Next;
import dev.tripod.deployer.deploy.Rollout;
import dev.tripod.deployer.deploy.Trouble;
import dev.tripod.deployer.history.Entry;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Collects what a report on one job's submission tells.
final class Reporter {
  private static final int LINES = 30;
  private static final int TAIL_BYTES = 16_384;

  /// More allocations of the same version seldom fail for another reason.
  private static final int ALLOCATIONS = 2;

  private final Cluster cluster;
  private final JobSpec job;

  Reporter(Cluster cluster, JobSpec job) {
    this.cluster = cluster;
    this.job = job;
  }

  Report refused(String reason) {
    return told("Nomad refused the job: " + reason, Advice.refused(job, reason));
  }

  /// Names who came first, and what they changed.
  ///
  /// @param basis the modify index of the version that others have changed
  Report conflict(String reason, OptionalLong basis) {
    var next = "see all of it with `deployer history %s`, then submit again.".formatted(job.id());
    return told(reason, next).because(theirs(basis));
  }

  private Optional<Entry> theirs(OptionalLong basis) {
    try {
      return cluster.liveSince(job.key(), basis.orElse(0));
    } catch (NomadRefused | NomadUnavailable _) {
      // Only adds to the report.
      return Optional.empty();
    }
  }

  Report failed(Next.End end, Map<String, String> failingChecks) {
    return end.rollout()
        .map(rollout -> failed(end.text(), rollout, failingChecks))
        .orElseGet(
            () ->
                told(
                    end.text(),
                    "find out why with `deployer status` and in Consul's UI, then submit again."));
  }

  private Report told(String headline, String next) {
    return new Report(job.key(), headline, List.of(), 0, List.of(), Optional.empty(), next);
  }

  private Report failed(String why, Rollout rollout, Map<String, String> checks) {
    var troubles = Trouble.of(rollout);
    return new Report(
        job.key(),
        "FAILED: " + why,
        troubles.stream().limit(ALLOCATIONS).map(this::task).toList(),
        Math.max(0, troubles.size() - ALLOCATIONS),
        checks(troubles, checks),
        Optional.empty(),
        Advice.of(job, rollout, troubles));
  }

  private Report.Task task(Trouble trouble) {
    var allocation = trouble.allocation();
    return new Report.Task(
        allocation.group(),
        allocation.id(),
        allocation.node(),
        trouble.task(),
        trouble.event().type() + ": " + trouble.event().message(),
        log(trouble, "stderr"),
        log(trouble, "stdout"));
  }

  private List<String> log(Trouble trouble, String stream) {
    try {
      var allocation = trouble.allocation().id();
      var all = cluster.logTail(allocation, trouble.task(), stream, TAIL_BYTES).lines().toList();
      return all.subList(Math.max(0, all.size() - LINES), all.size());
    } catch (NomadRefused e) {
      // A task that never started has no log.
      return List.of();
    } catch (NomadUnavailable e) {
      return List.of("(cannot be had: %s)".formatted(e.getMessage()));
    }
  }

  /// The last words of checks that failed, of the troubled allocations where there are any.
  private static List<String> checks(List<Trouble> troubles, Map<String, String> failing) {
    return failing.entrySet().stream()
        .filter(check -> troubles.isEmpty() || concerns(troubles, check.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .limit(ALLOCATIONS)
        .toList();
  }

  private static boolean concerns(List<Trouble> troubles, String serviceId) {
    return troubles.stream().anyMatch(trouble -> serviceId.contains(trouble.allocation().id()));
  }
}
