package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.BadFile;
import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.SecretFiles;
import dev.tripod.deployer.doctor.Doctor;
import dev.tripod.deployer.doctor.DoctorText;
import dev.tripod.deployer.doctor.Finding;
import dev.tripod.deployer.doctor.Level;
import dev.tripod.deployer.doctor.Setup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks for what is wrong, or will be soon: this machine, each node, certificates, tokens.",
      "Exits with 0 when nothing fails, warnings or not, and with 1 when something does."
    },
    footer = {
      "",
      "Example, what is not fine, and what to do about it:",
      "  deployer doctor | grep -A1 -E '^(warn|FAIL) '"
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the findings as JSON.")
  boolean json;

  /// What `doctor --json` prints.
  record Answer(boolean ok, List<Finding> findings) {}

  @Override
  public Integer call() throws InterruptedException {
    var findings = findings();
    var ok = findings.stream().noneMatch(finding -> finding.level() == Level.FAIL);
    lines(new Answer(ok, findings)).forEach(spec.commandLine().getOut()::println);
    return (ok ? ExitCode.OK : ExitCode.NOT_AS_WANTED).number();
  }

  /// Without a cluster file there is nothing more to look at.
  private List<Finding> findings() throws InterruptedException {
    try {
      var cluster = ClusterFile.read(options.cluster);
      var files = SecretFiles.named(options.cluster);
      return Doctor.findings(
          new Setup(cluster, files, options.cluster, options.releases(), options.jobs));
    } catch (BadFile fault) {
      var next = "Nothing else can be looked at before that is right.";
      return List.of(new Finding(Level.FAIL, "cluster file", fault.getMessage(), next));
    }
  }

  private List<String> lines(Answer answer) {
    if (json) {
      return List.of(Json.text(answer));
    }
    return Terminal.present()
        ? DoctorText.table(answer.findings())
        : DoctorText.lines(answer.findings());
  }
}
