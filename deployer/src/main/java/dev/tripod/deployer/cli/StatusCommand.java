package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.Releases;
import dev.tripod.deployer.cluster.Variables;
import dev.tripod.deployer.status.ClusterState;
import dev.tripod.deployer.status.Observer;
import dev.tripod.deployer.status.StatusTable;
import dev.tripod.deployer.status.Watch;
import java.time.Duration;
import java.util.List;
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
    },
    footer = {
      "",
      "Example, a block of lines for each change, into a file:",
      "  deployer status --watch --interval 5s >>state.log"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the state as JSON.")
  boolean json;

  @Option(
      names = "--watch",
      description = "Goes on until it is interrupted; in a pipe, a block for each change.")
  boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description = "Time between two looks of --watch (default: ${DEFAULT-VALUE}).")
  Duration interval;

  @Override
  public Integer call() throws InterruptedException {
    var cluster = ClusterFile.read(options.cluster);
    var variables = Variables.of(cluster, Releases.read(options.releases()));
    var observer = new Observer(cluster, options.jobs, variables);
    var out = spec.commandLine().getOut();
    if (watch) {
      return exitCode(
          new Watch(out, interval, Terminal.present() && !json).run(observer::state, this::lines));
    }
    var state = observer.state();
    lines(state).forEach(out::println);
    return exitCode(state);
  }

  private List<String> lines(ClusterState state) {
    return json ? List.of(Json.text(state)) : StatusTable.lines(state);
  }

  private static int exitCode(ClusterState state) {
    return (state.ok() ? ExitCode.OK : ExitCode.NOT_AS_WANTED).number();
  }
}
