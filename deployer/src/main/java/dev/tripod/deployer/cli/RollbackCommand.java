package dev.tripod.deployer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tripod.deployer.cluster.BadFile;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.plan.JobPlan;
import dev.tripod.deployer.plan.PlanText;
import dev.tripod.deployer.plan.Planner;
import dev.tripod.deployer.rollout.JobFiles;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Registers an older version of a job again and follows its rollout, as submit does.",
      "Counts that the autoscaler owns are kept. The job's file is left as it is.",
      "Exits with 2 when there is no such version, with 4 when somebody else changed the job."
    },
    footer = {
      "",
      "Examples:",
      "  deployer rollback items --plan",
      "  deployer rollback items --to 3 --reason \"version 4 answers slowly\""
    })
final class RollbackCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin OneJob job;
  @Mixin RolloutOptions rollout;
  @Spec CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "The version's number (default: the newest older one that was stable and differs in more than counts).")
  Long to;

  @Option(names = "--plan", description = "Only tells what would change; exits with 1 if it would.")
  boolean planOnly;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "rolled back by ${sys:user.name}",
      description =
          "Why, for the job's history and the cluster's audit (default: ${DEFAULT-VALUE}).")
  String reason;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    try (var session = Session.open(options, reason)) {
      var live = job.in(session.nomad());
      var planner = new Planner(session.live());
      var target = new OlderVersion(session.nomad().history(), planner, live).find(wished());
      var plan = planner.plan(target.job());
      print(plan, target);
      if (!plan.possible()) {
        return ExitCode.CANNOT.number();
      }
      return (planOnly ? foretold(plan) : rollBack(session, target, live)).number();
    }
  }

  private OptionalLong wished() {
    return to == null ? OptionalLong.empty() : OptionalLong.of(to);
  }

  private static ExitCode foretold(JobPlan plan) {
    return plan.registers() ? ExitCode.NOT_AS_WANTED : ExitCode.OK;
  }

  private void print(JobPlan plan, OlderVersion.Found target) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (!rollout.json) {
      out.println(
          "%s: back to version %d of %s".formatted(job.key(), target.version(), target.at()));
      PlanText.lines(plan).forEach(out::println);
    } else if (planOnly) {
      out.println(Json.text(plan));
    }
  }

  private ExitCode rollBack(Session session, OlderVersion.Found target, LiveJob live)
      throws InterruptedException {
    var what = "rollback to version " + target.version();
    var wanted = target.job().signed(Author.of(what, reason));
    var audience = rollout.audience(List.of(wanted), spec.commandLine());
    rollout.distribute(session, List.of(wanted), audience);
    var outcome = rollout.submission(session.live(), audience).run(wanted, live);
    if (outcome.good() && !rollout.json) {
      spec.commandLine().getOut().println(fileSays(session));
    }
    return RolloutOptions.exitCode(List.of(outcome));
  }

  /// The files are not asked before, so a broken one is in nobody's way.
  private String fileSays(Session session) throws InterruptedException {
    try {
      return session.jobs().stream()
          .filter(file -> file.key().equals(job.key()))
          .findFirst()
          .map(file -> fileSays(file, session))
          .orElse("no file wants the job %s".formatted(job.key()));
    } catch (BadFile | JobFiles.BadJob e) {
      return "whether the file wants something else is unknown: " + e.getMessage();
    }
  }

  private String fileSays(JobSpec file, Session session) {
    return new Planner(session.live()).plan(file).registers()
        ? "the file wants something else: %s; `deployer plan %s` tells what, the next submit brings it back"
            .formatted(file.file(), job.name)
        : "the file wants the same: " + file.file();
  }
}
