package dev.tripod.deployer.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs of the command line. Reading what a verb can do is slow, so of those that are not
/// called only the name and the description are read.
final class Verbs {
  private static final List<Class<?>> ALL =
      List.of(
          PlanCommand.class,
          SubmitCommand.class,
          StatusCommand.class,
          DriftCommand.class,
          HistoryCommand.class,
          RollbackCommand.class,
          StopCommand.class,
          ScaleCommand.class,
          LogsCommand.class,
          DoctorCommand.class,
          GcCommand.class,
          AutoscaleCommand.class,
          CompletionCommand.class);

  private Verbs() {}

  /// Adds all verbs, one of them whole.
  static CommandLine add(CommandLine deployer, String called) {
    for (var verb : ALL) {
      var command = verb.getAnnotation(Command.class);
      if (command.name().equals(called)) {
        deployer.addSubcommand(verb);
      } else {
        deployer.addSubcommand(command.name(), described(command));
      }
    }
    return deployer;
  }

  private static CommandSpec described(Command command) {
    var spec = CommandSpec.create();
    spec.usageMessage().description(command.description());
    return spec;
  }

  /// Adds all verbs whole.
  static CommandLine addWhole(CommandLine deployer) {
    ALL.forEach(deployer::addSubcommand);
    return deployer;
  }
}
