package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Words;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stops a job and waits until its allocations have ended and its services are out of Consul.",
      "Refuses when other jobs of the folder run that need what it provides.",
      "Exits with 0 when it is gone, with 2 when refused, with 3 when something was left in time."
    },
    footer = {"", "Example:", "  deployer stop frontend --reason \"the old site moves out\""})
final class StopCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin OneJob job;
  @Spec CommandSpec spec;

  @Option(
      names = "--purge",
      description = "Lets Nomad forget the job and its versions: no rollback is possible then.")
  boolean purge;

  @Option(names = "--force", description = "Stops it even if others need it; reads no job files.")
  boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "2m",
      converter = DurationConverter.class,
      description = "Longest time to wait for its end (default: ${DEFAULT-VALUE}).")
  Duration timeout;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "stopped by ${sys:user.name}",
      description = "Why, for the cluster's audit (default: ${DEFAULT-VALUE}).")
  String reason;

  @Override
  public Integer call() throws InterruptedException {
    try (var session = Session.open(options, reason)) {
      var live = job.in(session.nomad());
      var stopping = JobSpec.of("what is registered", live.specification(), Source.NONE);
      if (!force) {
        refuseIfNeeded(stopping, session);
      }
      var left = session.retirement().run(stopping, purge, timeout);
      return (left.isEmpty() ? gone(live) : late(left)).number();
    }
  }

  private void refuseIfNeeded(JobSpec stopping, Session session) throws InterruptedException {
    var needing =
        session.jobs().stream()
            .filter(other -> !other.key().equals(stopping.key()))
            .filter(other -> other.needs().stream().anyMatch(stopping.provides()::contains))
            .filter(other -> session.nomad().job(other.key()).filter(StopCommand::runs).isPresent())
            .map(JobSpec::id)
            .toList();
    if (!needing.isEmpty()) {
      throw new CannotContinue(
          ExitCode.CANNOT,
          "%1$s is not stopped: %2$s need what it provides. Stop %2$s first, or stop it all the same with --force."
              .formatted(job.key(), String.join(", ", needing)));
    }
  }

  private static boolean runs(LiveJob live) {
    return !live.stopped();
  }

  private ExitCode gone(LiveJob live) {
    spec.commandLine()
        .getOut()
        .println(
            "%s: %s%s; no allocation runs, no service is left in Consul"
                .formatted(
                    job.key(),
                    live.stopped() ? "was stopped already" : "stopped",
                    purge ? " and forgotten" : ""));
    return ExitCode.OK;
  }

  private ExitCode late(List<String> left) {
    spec.commandLine()
        .getErr()
        .println(
            "%s: stopped, but after %s there is still %s. See `deployer status`, and the client's log on that node."
                .formatted(job.key(), Words.of(timeout), String.join("; ", left)));
    return ExitCode.ROLLOUT_FAILED;
  }
}
