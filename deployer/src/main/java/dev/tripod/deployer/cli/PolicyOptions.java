package dev.tripod.deployer.cli;

import dev.tripod.deployer.hcl.BadHcl;
import dev.tripod.deployer.hcl.ScalingFile;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.policy.PolicyReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Which policy, of a file.
final class PolicyOptions {
  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "A job file with a scaling block, or a file with nothing else.")
  Path file;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "The group whose policy is meant, where the file has several.")
  String group;

  /// @throws CannotContinue with the lines that are wrong
  Policy policy() {
    try {
      ScalingFile scaling = ScalingFile.read(file.toString(), Files.readString(file));
      return accepted(scaling, chosen(scaling.readings()));
    } catch (BadHcl e) {
      throw cannot(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw cannot("The policy %s cannot be read: %s".formatted(file, e));
    }
  }

  private PolicyReading chosen(List<PolicyReading> readings) {
    List<PolicyReading> fitting =
        readings.stream()
            .filter(one -> group == null || one.target().group().equals(group))
            .toList();
    if (fitting.size() != 1) {
      String groups =
          readings.stream().map(one -> one.target().group()).collect(Collectors.joining(", "));
      throw cannot(
          "%s has policies for the groups %s.%n  Next: choose one with --group."
              .formatted(file, groups));
    }
    return fitting.getFirst();
  }

  private static Policy accepted(ScalingFile file, PolicyReading reading) {
    return switch (reading) {
      case PolicyReading.Accepted(Policy policy) -> policy;
      case PolicyReading.Refused refused ->
          throw cannot(
              refused.problems().stream()
                  .map(problem -> file.said(refused, problem))
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }

  private static CannotContinue cannot(String message) {
    return new CannotContinue(ExitCode.CANNOT, message);
  }
}
