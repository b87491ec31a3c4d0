package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.BadFile;
import dev.tripod.deployer.deploy.OrderProblem;
import dev.tripod.deployer.explain.AutoscalerApi;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.release.Distribution;
import dev.tripod.deployer.release.Playbook;
import dev.tripod.deployer.rollout.JobFiles;
import dev.tripod.kit.consul.ConsulUnavailable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The deployer's command line: one class per verb.
@Command(
    name = "deployer",
    mixinStandardHelpOptions = true,
    version = "deployer 1.0.0",
    description =
        "Plans, submits, stops and scales the jobs of a cluster, and tells its state and past.",
    synopsisSubcommandLabel = "VERB")
public final class Main {
  Main() {}

  static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(args, out, err));
  }

  /// Runs one verb and returns the exit code. Never throws: a fault becomes a sentence on `err`.
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    var commandLine =
        documented(Verbs.add(new CommandLine(new Main()), args.length == 0 ? "" : args[0]))
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::explain);
    int exitCode = args.length == 0 ? usage(commandLine, err) : commandLine.execute(args);
    out.flush();
    err.flush();
    return exitCode;
  }

  private static CommandLine documented(CommandLine commandLine) {
    commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
    return commandLine;
  }

  private static int usage(CommandLine commandLine, PrintWriter err) {
    commandLine.usage(err);
    return ExitCode.CANNOT.number();
  }

  private static int explain(
      Exception fault, CommandLine commandLine, CommandLine.ParseResult parsed) {
    var err = commandLine.getErr();
    return switch (fault) {
      case CannotContinue known -> say(err, known, known.exitCode());
      case NomadRefused refused when refused.forbidden() ->
          say(err, new CannotContinue(ExitCode.CANNOT, forbidden(refused)), ExitCode.CANNOT);
      case BadFile _,
          OrderProblem _,
          JobFiles.BadJob _,
          Distribution.Lacking _,
          Playbook.Failed _,
          NomadRefused _ ->
          say(err, fault, ExitCode.CANNOT);
      case NomadUnavailable _, ConsulUnavailable _, AutoscalerApi.Silent _ ->
          say(err, fault, ExitCode.UNREACHABLE);
      default -> {
        fault.printStackTrace(err);
        yield ExitCode.CANNOT.number();
      }
    };
  }

  private static String forbidden(NomadRefused refused) {
    return """
        Nomad, or the gate before it, refuses these credentials: %s
          Next: the token or the certificate that the cluster file's credentials name is of a role that may not do this, \
        or was replaced; `ansible-playbook ansible/site.yml` writes files that hold."""
        .formatted(refused.getMessage());
  }

  private static int say(PrintWriter err, Exception fault, ExitCode exitCode) {
    err.println(fault.getMessage());
    return exitCode.number();
  }
}
