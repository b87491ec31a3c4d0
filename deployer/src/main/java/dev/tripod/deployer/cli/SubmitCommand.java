package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.Releases;
import dev.tripod.deployer.cluster.Variables;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Order;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.rollout.JobFiles;
import dev.tripod.deployer.rollout.Outcome;
import dev.tripod.deployer.rollout.Progress;
import dev.tripod.deployer.rollout.Services;
import dev.tripod.deployer.rollout.Submission;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Registers jobs in the order of what they need, and follows each rollout to its end.",
      "Jobs that run as their files want them are left alone, so it can be repeated at any time."
    })
final class SubmitCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Names of jobs (default: all in the folder).")
  List<String> names = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "Longest time for each job, such as 90s or 5m (default: ${DEFAULT-VALUE}).")
  Duration timeout;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "submitted by ${sys:user.name}",
      description = "Why, for the cluster's audit (default: ${DEFAULT-VALUE}).")
  String reason;

  @Override
  public Integer call() throws InterruptedException {
    var cluster = ClusterFile.read(options.cluster);
    var variables = Variables.of(cluster, Releases.read(options.releases()));
    var progress = new Progress(spec.commandLine().getOut(), spec.commandLine().getErr());
    try (var nomad = new Nomad(Connections.nomad(cluster), Nomad.PATIENT, reason);
        var services = new Services(Connections.consul(cluster))) {
      var waves = chosen(Order.waves(JobFiles.read(options.jobs, variables, nomad)));
      var outcomes = new Submission(nomad, services, progress, timeout).run(waves).values();
      progress.total(summary(outcomes));
      return exitCode(outcomes).number();
    }
  }

  /// The waves with the named jobs alone; needs outside of them must be met already.
  private List<List<JobSpec>> chosen(List<List<JobSpec>> waves) {
    var known = waves.stream().flatMap(List::stream).map(JobSpec::id).sorted().toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new CannotContinue(
            ExitCode.CANNOT,
            "No job %s in %s; there are: %s"
                .formatted(name, options.jobs, String.join(", ", known)));
      }
    }
    return waves.stream()
        .map(wave -> wave.stream().filter(job -> names.isEmpty() || names.contains(job.id())))
        .map(Stream::toList)
        .filter(wave -> !wave.isEmpty())
        .toList();
  }

  private static String summary(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }

  private static ExitCode exitCode(Collection<Outcome> outcomes) {
    if (outcomes.contains(Outcome.FAILED)) {
      return ExitCode.ROLLOUT_FAILED;
    }
    if (outcomes.contains(Outcome.CONFLICT)) {
      return ExitCode.CONFLICT;
    }
    return outcomes.contains(Outcome.REFUSED) ? ExitCode.CANNOT : ExitCode.OK;
  }
}
