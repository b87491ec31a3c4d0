package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Words;
import java.time.Duration;
import java.util.Collection;
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
      "Nodes that lack the release of an application get it first.",
      "Jobs that run as their files want them are left alone, so it can be repeated at any time."
    },
    footer = {
      "",
      "Examples:",
      "  deployer submit",
      "  deployer submit items frontend --promote auto --reason \"prices in euros\""
    })
final class SubmitCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin JobChoice choice;
  @Mixin RolloutOptions rollout;
  @Spec CommandSpec spec;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "submitted by ${sys:user.name}",
      description =
          "Why, for the job's history and the cluster's audit (default: ${DEFAULT-VALUE}).")
  String reason;

  @Override
  public Integer call() throws InterruptedException {
    var begun = System.nanoTime();
    try (var session = Session.open(options, reason)) {
      var signature = Author.of("submit", reason);
      var jobs = choice.among(session.jobs()).stream().map(job -> job.signed(signature)).toList();
      var audience = rollout.audience(jobs, spec.commandLine());
      rollout.distribute(session, jobs, audience);
      var outcomes = rollout.submission(session.live(), audience).run(jobs).values();
      if (!rollout.json) {
        var took = Words.seconds(Duration.ofNanos(System.nanoTime() - begun));
        spec.commandLine().getOut().println("%s (%s)".formatted(summary(outcomes), took));
      }
      return RolloutOptions.exitCode(outcomes).number();
    }
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
}
