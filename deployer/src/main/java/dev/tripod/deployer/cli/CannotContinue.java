package dev.tripod.deployer.cli;

/// Ends a verb with a sentence for a person (what failed, why, what to do next) and an exit code.
public final class CannotContinue extends RuntimeException {
  private final ExitCode exitCode;

  public CannotContinue(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
