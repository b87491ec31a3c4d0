package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Order;
import java.util.List;
import picocli.CommandLine.Parameters;

/// Which jobs of the folder a verb is about.
final class JobChoice {
  @Parameters(paramLabel = "JOB", description = "Names of jobs (default: all in the folder).")
  List<String> names = List.of();

  /// The named jobs, each after what it needs; needs outside of them must be met already.
  List<JobSpec> among(List<JobSpec> jobs) {
    var known = jobs.stream().map(JobSpec::id).sorted().toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new CannotContinue(
            ExitCode.CANNOT,
            "No job %s in the folder; there are: %s".formatted(name, String.join(", ", known)));
      }
    }
    return Order.of(jobs).stream()
        .filter(job -> names.isEmpty() || names.contains(job.id()))
        .toList();
  }
}
