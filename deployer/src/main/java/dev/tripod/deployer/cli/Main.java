package dev.tripod.deployer.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The deployer's command line: one class per verb.
@Command(
    name = "deployer",
    mixinStandardHelpOptions = true,
    version = "deployer 1.0.0",
    description = "Submits the jobs of a cluster, tells its state, and scales it.",
    subcommands = {SubmitCommand.class, StatusCommand.class})
public final class Main {
  private Main() {}

  static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(args, out, err));
  }

  /// Runs one verb and returns the exit code. Never throws: a fault becomes a sentence on `err`.
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    var commandLine =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(Main::explain);
    int exitCode = args.length == 0 ? usage(commandLine, err) : commandLine.execute(args);
    out.flush();
    err.flush();
    return exitCode;
  }

  private static int usage(CommandLine commandLine, PrintWriter err) {
    commandLine.usage(err);
    return ExitCode.CANNOT.number();
  }

  private static int explain(
      Exception fault, CommandLine commandLine, CommandLine.ParseResult parsed) {
    var err = commandLine.getErr();
    if (fault instanceof CannotContinue known) {
      err.println(known.getMessage());
      return known.exitCode().number();
    }
    fault.printStackTrace(err);
    return ExitCode.CANNOT.number();
  }
}
