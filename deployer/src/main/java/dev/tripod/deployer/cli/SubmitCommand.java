package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Promotion;
import dev.tripod.deployer.deploy.Words;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.rollout.Audience;
import dev.tripod.deployer.rollout.Submission;
import dev.tripod.deployer.show.JsonLines;
import dev.tripod.deployer.show.Lines;
import dev.tripod.deployer.show.LiveTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Registers jobs, each after what it needs, and follows each rollout to its end.",
      "Jobs that run as their files want them are left alone, so it can be repeated at any time."
    })
final class SubmitCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin JobChoice choice;
  @Spec CommandSpec spec;

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

  @Override
  public Integer call() throws InterruptedException {
    var begun = System.nanoTime();
    try (var session = Session.open(options, reason)) {
      var jobs = choice.among(session.jobs());
      var submission = new Submission(session.live(), audience(jobs), timeout, promotion);
      var outcomes = submission.run(jobs).values();
      if (!json) {
        var took = Words.seconds(Duration.ofNanos(System.nanoTime() - begun));
        spec.commandLine().getOut().println("%s (%s)".formatted(summary(outcomes), took));
      }
      return exitCode(outcomes).number();
    }
  }

  private Audience audience(List<JobSpec> jobs) {
    var out = spec.commandLine().getOut();
    if (json) {
      return new JsonLines(out, InstantSource.system());
    }
    return Terminal.console()
        .<Audience>map(console -> new LiveTable(out, keys(jobs), console::readLine))
        .orElseGet(() -> new Lines(out, spec.commandLine().getErr()));
  }

  private static List<JobKey> keys(List<JobSpec> jobs) {
    return jobs.stream().map(JobSpec::key).toList();
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
    if (outcomes.contains(Outcome.REFUSED)) {
      return ExitCode.CANNOT;
    }
    return outcomes.contains(Outcome.NOT_PROMOTED) ? ExitCode.NOT_AS_WANTED : ExitCode.OK;
  }
}
