package dev.tripod.deployer.status;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Scaled;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Which of the autoscaler's instances leads, and what they changed last.
record AutoscalerJudgement(Observation seen) {
  /// The service's name in Consul.
  private static final String SERVICE = "autoscaler";

  ClusterState.Autoscaler state() {
    return wanted()
        ? new ClusterState.Autoscaler(
            leader(), leader().isEmpty() ? "none of its instances leads" : "", changes())
        : ClusterState.Autoscaler.NONE;
  }

  private boolean wanted() {
    return seen.nomad().services().contains(SERVICE);
  }

  private String leader() {
    return seen.consul().autoscaler().orElse("");
  }

  /// Nomad keeps the autoscaler's words with each change.
  private List<ClusterState.Decision> changes() {
    return seen.nomad().jobs().stream()
        .flatMap(job -> job.scaled().stream().map(change -> change(job.spec(), change)))
        .toList();
  }

  private static ClusterState.Decision change(JobSpec spec, Scaled change) {
    var text = "scale %d → %d: %s".formatted(change.from(), change.to(), change.message());
    return new ClusterState.Decision(
        change.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        spec.key().namespace(),
        spec.id(),
        change.group(),
        text);
  }

  /// What is wrong, a sentence each.
  List<String> problems() {
    return wanted() && leader().isEmpty()
        ? List.of("No autoscaler leads, so no count is changed.")
        : List.of();
  }
}
