package dev.tripod.deployer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.Releases;
import dev.tripod.deployer.cluster.Variables;
import dev.tripod.deployer.status.Observer;
import dev.tripod.deployer.status.StatusTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Tells whether all that is expected is observed: nodes, servers, address, jobs, services.",
      "Exits with 0 when it is, with 1 when it is not."
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the state as JSON.")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var cluster = ClusterFile.read(options.cluster);
    var variables = Variables.of(cluster, Releases.read(options.releases()));
    var state = new Observer(cluster, options.jobs, variables).state();
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(state));
    } else {
      StatusTable.lines(state).forEach(out::println);
    }
    return (state.ok() ? ExitCode.OK : ExitCode.NOT_AS_WANTED).number();
  }
}
