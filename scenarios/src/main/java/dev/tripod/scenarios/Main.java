package dev.tripod.scenarios;

import dev.tripod.scenarios.chaos.ChaosCommand;
import dev.tripod.scenarios.demo.DemoCommand;
import dev.tripod.scenarios.explain.ExplainCommand;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.measure.MeasureCommand;
import dev.tripod.scenarios.sentinel.SentinelCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What can be run against a lab that is up: the demo, the measurements, the failure matrix.
/// Exit code 1 means that what was to be shown was not seen, 2 that it could not be tried.
@Command(
    name = "scenarios",
    mixinStandardHelpOptions = true,
    description = "Runs the demo or the failure matrix, or measures a scenario, on the lab.",
    subcommands = {
      DemoCommand.class,
      MeasureCommand.class,
      ChaosCommand.class,
      SentinelCommand.class,
      ExplainCommand.class
    })
public final class Main {
  private Main() {}

  static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    var commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(Main::explain);
    if (args.length == 0) {
      commandLine.usage(commandLine.getErr());
      return 2;
    }
    return commandLine.execute(args);
  }

  private static int explain(
      Exception fault, CommandLine commandLine, CommandLine.ParseResult parsed) {
    var err = commandLine.getErr();
    switch (fault) {
      case ScenarioFailed known -> err.println(known.getMessage());
      case Unreachable away -> err.println("the cluster does not answer: " + away.getMessage());
      default -> fault.printStackTrace(err);
    }
    return 2;
  }
}
