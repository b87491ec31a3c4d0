package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Trouble;
import dev.tripod.deployer.deploy.Verdict.Failed;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tells why a rollout failed: the allocation and its node, the event, the failing checks, the last
/// lines of the task's logs, and what to do next.
final class FailureReport {
  private static final int LINES = 20;
  private static final int TAIL_BYTES = 8192;

  /// More allocations of the same version seldom fail for another reason.
  private static final int ALLOCATIONS = 2;

  private final Nomad nomad;
  private final JobSpec job;
  private final List<String> lines = new ArrayList<>();

  private FailureReport(Nomad nomad, JobSpec job) {
    this.nomad = nomad;
    this.job = job;
  }

  static List<String> of(Nomad nomad, JobSpec job, Failed failed, RolloutWatch.End end) {
    return new FailureReport(nomad, job).write(failed, end);
  }

  private List<String> write(Failed failed, RolloutWatch.End end) {
    lines.add("%s: FAILED: %s".formatted(job.key(), failed.reason()));
    var troubles = Trouble.of(end.rollout());
    troubles.stream().limit(ALLOCATIONS).forEach(this::trouble);
    if (troubles.size() > ALLOCATIONS) {
      lines.add("  and %d more allocations".formatted(troubles.size() - ALLOCATIONS));
    }
    checks(troubles, end.failingChecks());
    lines.add("  Next: " + next(troubles));
    return lines;
  }

  private void trouble(Trouble trouble) {
    var allocation = trouble.allocation();
    lines.add(
        "  group %s, allocation %s on %s, task %s: %s: %s"
            .formatted(
                allocation.group(),
                allocation.shortId(),
                allocation.node(),
                trouble.task(),
                trouble.event().type(),
                trouble.event().message()));
    log(trouble, "stderr");
    log(trouble, "stdout");
  }

  private void log(Trouble trouble, String stream) {
    try {
      var text = nomad.logTail(trouble.allocation().id(), trouble.task(), stream, TAIL_BYTES);
      var all = text.lines().toList();
      if (!all.isEmpty()) {
        lines.add("    %s, last lines:".formatted(stream));
        all.subList(Math.max(0, all.size() - LINES), all.size())
            .forEach(line -> lines.add("      " + line));
      }
    } catch (NomadRefused | NomadUnavailable e) {
      lines.add("    %s cannot be had: %s".formatted(stream, e.getMessage()));
    }
  }

  /// The last words of checks that failed, of the troubled allocations where there are any.
  private void checks(List<Trouble> troubles, Map<String, String> failingChecks) {
    failingChecks.entrySet().stream()
        .filter(check -> troubles.isEmpty() || concerns(troubles, check.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .limit(ALLOCATIONS)
        .forEach(text -> lines.add("  " + text));
  }

  private static boolean concerns(List<Trouble> troubles, String serviceId) {
    return troubles.stream().anyMatch(trouble -> serviceId.contains(trouble.allocation().id()));
  }

  private String next(List<Trouble> troubles) {
    if (troubles.isEmpty()) {
      return "see what Nomad waits for with `nomad job status %s`, then submit again."
          .formatted(job.id());
    }
    var first = troubles.getFirst();
    return "correct %s or its release, then submit again; the whole log: `nomad alloc logs -stderr %s %s`."
        .formatted(job.file(), first.allocation().shortId(), first.task());
  }
}
