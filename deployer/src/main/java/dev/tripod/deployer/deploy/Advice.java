package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.Evaluation.Placement;
import java.util.List;
import java.util.Optional;

/// One sentence on what to do next, for each class of failure.
public final class Advice {
  private final JobSpec job;

  private Advice(JobSpec job) {
    this.job = job;
  }

  /// For a rollout that failed.
  ///
  /// @param troubles what brought its allocations down, the worst first
  public static String of(JobSpec job, Rollout rollout, List<Trouble> troubles) {
    var advice = new Advice(job);
    return Placements.unplacedGroups(rollout.evaluations()).values().stream()
        .findFirst()
        .map(advice::unplaced)
        .or(() -> troubles.stream().findFirst().map(advice::trouble))
        .orElseGet(advice::unclear);
  }

  /// For a job that Nomad did not accept.
  ///
  /// @param reason in Nomad's words
  public static String refused(JobSpec job, String reason) {
    return reason.contains("cannot update job from type")
        ? "Nomad changes no job's type: `deployer stop %s --purge --force`, then submit again."
            .formatted(job.id())
        : "correct %s and submit again.".formatted(job.file());
  }

  private String unplaced(Placement placement) {
    var exhausted = String.join(" ", placement.exhausted().keySet());
    var filtered = String.join(" ", placement.filtered().keySet());
    if (exhausted.contains("port collision")) {
      return "give the group in %s another port (or none, so that Nomad chooses), or stop what has it."
          .formatted(job.file());
    }
    if (!exhausted.isEmpty()) {
      return "ask for less in the resources of %s, scale something else down, or add a node."
          .formatted(job.file());
    }
    if (filtered.contains("missing drivers")) {
      return "use a driver in %s that the nodes have, such as exec.".formatted(job.file());
    }
    return filtered.isEmpty()
        ? "see with `deployer status` why no node takes allocations, then submit again."
        : "change the constraint in %s, or the nodes, so that they fit.".formatted(job.file());
  }

  private String trouble(Trouble trouble) {
    var words = trouble.event().message();
    return known(trouble.event().type(), words)
        .orElseGet(() -> "correct %s, then submit again.".formatted(job.file()));
  }

  private Optional<String> known(String type, String words) {
    if (words.contains("Signal: 9")) {
      return Optional.of(
          "the task was killed, most often since it wanted more memory than it has: raise memory in %s, then submit again."
              .formatted(job.file()));
    }
    if (words.contains("/releases/") && words.matches("(?s).*(no such file|not found).*")) {
      return Optional.of(
          "the release is not on this node: run `ansible-playbook ansible/release.yml`, then submit again.");
    }
    return Optional.ofNullable(
        switch (type) {
          case "Terminated", "Restart Signaled" ->
              "the task ended by itself, its last lines say why: correct its release or %s, then submit again."
                  .formatted(job.file());
          case "Alloc Unhealthy" ->
              "the task runs, but does not pass its check in time: correct the check or its time in %s, or the release."
                  .formatted(job.file());
          case "Template" ->
              "the task waits for a value that is not there: write it (`nomad var put`), or correct the template in %s."
                  .formatted(job.file());
          case "Failed Artifact Download" ->
              "correct the artifact's source in %s, then submit again.".formatted(job.file());
          case "Driver Failure", "Failed Validation", "Setup Failure", "Task hook failed" ->
              "the node could not start the task: correct its config in %s, then submit again."
                  .formatted(job.file());
          default -> null;
        });
  }

  private String unclear() {
    return "see what is missing with `deployer status`, and what Nomad waits for with `nomad job status %s`."
        .formatted(job.id());
  }
}
