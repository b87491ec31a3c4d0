package dev.tripod.deployer.cli;

/// What the exit code of every verb means. Scripts may rely on the numbers.
public enum ExitCode {
  /// Done; what is wanted is what runs.
  OK(0),
  /// The question was answered, and the answer is no: what runs is not what is wanted.
  NOT_AS_WANTED(1),
  /// Wrong usage or wrong input; nothing was changed.
  CANNOT(2),
  /// A job was registered, but its rollout failed or did not end in time.
  ROLLOUT_FAILED(3),
  /// Somebody else changed a job in the meantime; nothing of theirs was overwritten.
  CONFLICT(4),
  /// Nomad or Consul did not answer, or had no leader for longer than we wait.
  UNREACHABLE(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
