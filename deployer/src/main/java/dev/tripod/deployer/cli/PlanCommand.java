package dev.tripod.deployer.cli;

import dev.tripod.deployer.net.AtOnce;
import dev.tripod.deployer.plan.JobPlan;
import dev.tripod.deployer.plan.PlanText;
import dev.tripod.deployer.plan.Planner;
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
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin JobChoice choice;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the plan as JSON.")
  boolean json;

  /// What `plan --json` prints.
  record Answer(boolean changes, boolean possible, List<JobPlan> jobs) {}

  @Override
  public Integer call() throws InterruptedException {
    try (var session = Session.open(options)) {
      var jobs = choice.among(session.jobs());
      var planner = new Planner(session.live());
      var plans = AtOnce.all(jobs, planner::plan);
      var changes = plans.stream().anyMatch(JobPlan::registers);
      var possible = plans.stream().allMatch(JobPlan::possible);
      print(new Answer(changes, possible, plans));
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
    out.println(PlanText.total(answer.jobs()));
  }
}
