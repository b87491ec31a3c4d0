package dev.tripod.deployer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", mixinStandardHelpOptions = true, description = "Status.")
final class StatusCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;

  @Override
  public Integer call() {
    return ExitCode.OK.number();
  }
}
