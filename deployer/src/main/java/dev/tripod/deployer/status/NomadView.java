package dev.tripod.deployer.status;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.NodeState;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.deployer.nomad.Scaled;
import dev.tripod.deployer.rollout.JobFiles;
import dev.tripod.kit.net.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// What Nomad says of itself, and of each job in the job folder.
record NomadView(List<NodeState> nodes, Quorum quorum, List<Job> jobs) {
  static final NomadView NOTHING = new NomadView(List.of(), Quorum.UNKNOWN, List.of());

  /// A job as its file wants it and as it is.
  ///
  /// @param scaled the last change of the count of each group that scales
  record Job(
      JobSpec spec, Optional<LiveJob> live, List<Allocation> allocations, List<Scaled> scaled) {}

  static NomadView look(Endpoint endpoint, Path jobFolder, String variables, Questions questions) {
    try (var nomad = new Nomad(endpoint, Nomad.HASTY)) {
      var nodes = questions.ask(List.<NodeState>of(), nomad::nodes);
      var quorum = questions.ask(Quorum.UNKNOWN, nomad::quorum);
      var specs =
          questions.ask(List.<JobSpec>of(), () -> JobFiles.read(jobFolder, variables, nomad));
      var jobs =
          specs.join().stream()
              .map(spec -> questions.ask(unknown(spec), () -> job(spec, nomad)))
              .toList();
      return new NomadView(
          nodes.join(), quorum.join(), jobs.stream().map(CompletableFuture::join).toList());
    }
  }

  private static Job unknown(JobSpec spec) {
    return new Job(spec, Optional.empty(), List.of(), List.of());
  }

  private static Job job(JobSpec spec, Nomad nomad) {
    var live = nomad.job(spec.key()).filter(job -> !job.stopped());
    return live.isEmpty()
        ? unknown(spec)
        : new Job(
            spec,
            live,
            nomad.allocations(spec.key(), 0, Duration.ZERO).value(),
            scales(spec) ? nomad.scaled(spec.key()) : List.of());
  }

  private static boolean scales(JobSpec spec) {
    return spec.groups().stream().anyMatch(JobSpec.Group::scales);
  }

  /// The services that the jobs provide.
  Set<String> services() {
    return jobs.stream()
        .flatMap(job -> job.spec().provides().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
