package dev.tripod.deployer.cli;

import dev.tripod.deployer.net.AtOnce;
import dev.tripod.deployer.plan.JobPlan;
import dev.tripod.deployer.plan.PlanText;
import dev.tripod.deployer.plan.Planner;
import dev.tripod.deployer.release.Distribution;
import dev.tripod.deployer.release.Whereabouts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Tells field by field what submit would change, and what would find no place; changes nothing.",
      "Exits with 0 when there is nothing to do, with 1 when there is, with 2 when it cannot be done."
    },
    footer = {
      "",
      "Examples:",
      "  deployer plan",
      "  deployer plan items --jobs ../other/jobs --json"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin JobChoice choice;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the plan as JSON.")
  boolean json;

  /// What `plan --json` prints.
  ///
  /// @param lacking releases that submit brings to the nodes first
  record Answer(boolean changes, boolean possible, List<JobPlan> jobs, List<Whereabouts> lacking) {}

  @Override
  public Integer call() throws InterruptedException {
    try (var session = Session.open(options)) {
      var jobs = choice.among(session.jobs());
      var planner = new Planner(session.live());
      var plans = AtOnce.all(jobs, planner::plan);
      var lacking = Whereabouts.of(Distribution.missing(jobs, session::stock));
      var changes = plans.stream().anyMatch(JobPlan::registers) || !lacking.isEmpty();
      var possible = plans.stream().allMatch(JobPlan::possible);
      print(new Answer(changes, possible, plans, lacking));
      return (!possible ? ExitCode.CANNOT : changes ? ExitCode.NOT_AS_WANTED : ExitCode.OK)
          .number();
    }
  }

  private void print(Answer answer) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(answer));
      return;
    }
    answer.jobs().stream().flatMap(plan -> PlanText.lines(plan).stream()).forEach(out::println);
    answer
        .lacking()
        .forEach(
            lacking ->
                out.println(
                    "release %s is brought to %s first"
                        .formatted(lacking.release(), String.join(", ", lacking.nodes()))));
    out.println(PlanText.total(answer.jobs()));
  }
}
