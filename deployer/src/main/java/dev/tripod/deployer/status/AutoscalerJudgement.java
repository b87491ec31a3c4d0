package dev.tripod.deployer.status;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Scaled;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// Who of the autoscaler's instances leads. What cannot be reached from here is not a problem, it
/// is just not known.
record AutoscalerJudgement(Observation seen) {

  ClusterState.Autoscaler state() {
    if (!seen.nomad().services().contains(AutoscalerView.SERVICE)) {
      return ClusterState.Autoscaler.NONE;
    }
    return leaders().findFirst().map(this::led).orElseGet(this::unknown);
  }

  private Stream<AutoscalerView.Instance> leaders() {
    return seen.autoscaler().instances().stream()
        .filter(instance -> instance.page().filter(AutoscalerView.Page::leads).isPresent());
  }

  private ClusterState.Autoscaler led(AutoscalerView.Instance leader) {
    return new ClusterState.Autoscaler(leader.node(), "", leader.page().orElseThrow().decisions());
  }

  private ClusterState.Autoscaler unknown() {
    var known = allAnswered() ? "none of its instances leads" : "not reachable from here";
    var note = seen.autoscaler().instances().isEmpty() ? "it has no healthy instance" : known;
    return new ClusterState.Autoscaler("", note, changes());
  }

  private boolean allAnswered() {
    return seen.autoscaler().instances().stream().allMatch(one -> one.page().isPresent());
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
    var instances = seen.autoscaler().instances();
    var leading = leaders().map(AutoscalerView.Instance::node).toList();
    if (leading.size() > 1) {
      return List.of("More than one autoscaler leads: on " + String.join(", ", leading) + ".");
    }
    return leading.isEmpty() && !instances.isEmpty() && allAnswered()
        ? List.of("No autoscaler leads, so no count is changed.")
        : List.of();
  }
}
