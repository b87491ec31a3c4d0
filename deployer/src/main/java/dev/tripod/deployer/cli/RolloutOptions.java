package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Promotion;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.rollout.Audience;
import dev.tripod.deployer.rollout.Cluster;
import dev.tripod.deployer.rollout.Submission;
import dev.tripod.deployer.show.JsonLines;
import dev.tripod.deployer.show.Lines;
import dev.tripod.deployer.show.LiveTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a rollout is followed, by every verb that begins one.
final class RolloutOptions {
  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "Longest time for each job, such as 90s or 5m (default: ${DEFAULT-VALUE}).")
  Duration timeout;

  @Option(
      names = "--promote",
      paramLabel = "WHEN",
      defaultValue = "ask",
      description = {
        "What follows when all canaries are healthy: auto, ask or never (default: ${DEFAULT-VALUE}).",
        "Where nobody can be asked, ask is never."
      })
  Promotion promotion;

  @Option(names = "--json", description = "Prints each event as a line of JSON.")
  boolean json;

  @Option(
      names = "--no-release",
      description =
          "Leaves nodes that lack a release without it (else ansible/release.yml is run).")
  boolean noRelease;

  @Mixin AnsibleOptions ansible;

  Submission submission(Cluster cluster, Audience audience) {
    return new Submission(cluster, audience, timeout, promotion);
  }

  Audience audience(List<JobSpec> jobs, CommandLine commandLine) {
    var out = commandLine.getOut();
    if (json) {
      return new JsonLines(out, InstantSource.system());
    }
    return Terminal.console()
        .<Audience>map(console -> new LiveTable(out, keys(jobs), console::readLine))
        .orElseGet(() -> new Lines(out, commandLine.getErr()));
  }

  /// Brings what the jobs use to the nodes that lack it.
  void distribute(Session session, List<JobSpec> jobs, Audience audience)
      throws InterruptedException {
    if (!noRelease) {
      session.distribution(ansible).ensure(jobs, audience);
    }
  }

  private static List<JobKey> keys(List<JobSpec> jobs) {
    return jobs.stream().map(JobSpec::key).toList();
  }

  static ExitCode exitCode(Collection<Outcome> outcomes) {
    if (outcomes.contains(Outcome.FAILED)) {
      return ExitCode.ROLLOUT_FAILED;
    }
    if (outcomes.contains(Outcome.CONFLICT)) {
      return ExitCode.CONFLICT;
    }
    if (outcomes.contains(Outcome.REFUSED)) {
      return ExitCode.CANNOT;
    }
    return outcomes.contains(Outcome.NOT_PROMOTED) ? ExitCode.NOT_AS_WANTED : ExitCode.OK;
  }
}
