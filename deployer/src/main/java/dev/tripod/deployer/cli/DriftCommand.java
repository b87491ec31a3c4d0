package dev.tripod.deployer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tripod.deployer.history.History;
import dev.tripod.deployer.net.AtOnce;
import dev.tripod.deployer.nomad.JobHistory;
import dev.tripod.deployer.plan.Drift;
import dev.tripod.deployer.plan.DriftText;
import dev.tripod.deployer.plan.Planner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Tells where what is registered and what the files want are apart, in both directions.",
      "Counts that the autoscaler owns are no drift.",
      "Exits with 0 when there is none, with 1 when there is, with 2 when Nomad refuses a file."
    },
    footer = {"", "Example:", "  deployer drift --json"})
final class DriftCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the drift as JSON.")
  boolean json;

  /// What `drift --json` prints.
  record Answer(boolean drift, List<Drift> jobs) {}

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    try (var session = Session.open(options)) {
      var planner = new Planner(session.live());
      var plans = AtOnce.all(session.jobs(), planner::plan);
      var drifts =
          AtOnce.all(
              Drift.all(plans, session.nomad().jobs()),
              drift -> traced(drift, session.nomad().history()));
      print(drifts, plans.size());
      return exitCode(drifts).number();
    }
  }

  private static Drift traced(Drift drift, JobHistory nomad) {
    if (!drift.registered()) {
      return drift;
    }
    return new History(nomad, drift.key())
        .lastChange()
        .map(change -> drift.from(change.origin().text()))
        .orElse(drift);
  }

  private static ExitCode exitCode(List<Drift> drifts) {
    if (drifts.stream().anyMatch(drift -> drift.kind() == Drift.Kind.NOT_COMPARABLE)) {
      return ExitCode.CANNOT;
    }
    return drifts.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
  }

  private void print(List<Drift> drifts, int files) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(new Answer(!drifts.isEmpty(), drifts)));
      return;
    }
    drifts.stream().flatMap(drift -> DriftText.lines(drift).stream()).forEach(out::println);
    out.println(DriftText.total(drifts, files));
  }
}
