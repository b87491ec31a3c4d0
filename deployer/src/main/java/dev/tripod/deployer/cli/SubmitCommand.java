package dev.tripod.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "submit", mixinStandardHelpOptions = true, description = "Submit.")
final class SubmitCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;

  @Override
  public Integer call() {
    return ExitCode.OK.number();
  }
}
