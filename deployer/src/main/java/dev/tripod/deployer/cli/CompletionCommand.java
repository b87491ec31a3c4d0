package dev.tripod.deployer.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script with which bash and zsh complete verbs and options.",
    footer = {"", "Example:", "  source <(deployer completion)"})
final class CompletionCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    var whole = Verbs.addWhole(new CommandLine(new Main()));
    spec.commandLine().getOut().println(AutoComplete.bash(whole.getCommandName(), whole));
    return ExitCode.OK.number();
  }
}
