package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.logs.Choice;
import dev.tripod.deployer.logs.JobLogs;
import dev.tripod.deployer.logs.Printer;
import dev.tripod.deployer.nomad.JobKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what the instances of a job wrote last, each line with its node and allocation.",
      "Lines carry no time, so each log stands by itself; when following, lines stand as they come."
    },
    footer = {
      "",
      "Example, the errors of all instances of items, those to come as well:",
      "  deployer logs items --follow --stderr --lines 10"
    })
final class LogsCommand implements Callable<Integer> {
  private static final int MOST_LINES = 10_000;

  @Mixin ClusterOptions options;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "The name of the job in Nomad.")
  String job;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      defaultValue = JobKey.DEFAULT_NAMESPACE,
      description = "The job's namespace (default: ${DEFAULT-VALUE}).")
  String namespace;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what comes, also of instances that come later.")
  boolean follow;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many last lines of each log (default: ${DEFAULT-VALUE}).")
  int lines;

  @Option(names = "--all", description = "Instances that have ended as well.")
  boolean all;

  @Option(names = "--group", paramLabel = "G", description = "Only instances of this group.")
  Optional<String> group = Optional.empty();

  @Option(names = "--task", paramLabel = "T", description = "Only this task of each instance.")
  Optional<String> task = Optional.empty();

  @ArgGroup Streams streams = new Streams();

  /// One of the two, or neither for both.
  static final class Streams {
    @Option(names = "--stdout", description = "Only the standard output.")
    boolean out;

    @Option(names = "--stderr", description = "Only the standard error.")
    boolean err;

    List<String> names() {
      return out == err ? List.of("stdout", "stderr") : List.of(out ? "stdout" : "stderr");
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (lines < 0 || lines > MOST_LINES) {
      throw new ParameterException(
          spec.commandLine(),
          "--lines is %d: expected a number from 0 to %d".formatted(lines, MOST_LINES));
    }
    var cluster = ClusterFile.read(options.cluster);
    var choice = new Choice(group, task, all, streams.names());
    var key = new JobKey(namespace, job);
    try (var logs = new JobLogs(key, choice, lines, printer(), () -> Connections.nomad(cluster))) {
      if (follow) {
        logs.follow();
      } else {
        logs.last();
      }
      return ExitCode.OK.number();
    } catch (JobLogs.NothingToRead e) {
      throw new CannotContinue(ExitCode.CANNOT, e.getMessage());
    }
  }

  private Printer printer() {
    var line = spec.commandLine();
    return new Printer(line.getOut(), line.getErr(), Terminal.present());
  }
}
