package dev.tripod.deployer.deploy;

/// How the submission of one job ended.
public enum Outcome {
  UNCHANGED("unchanged"),
  ROLLED_OUT("rolled out"),
  /// The canaries are healthy, and nobody said that the others shall follow.
  NOT_PROMOTED("with healthy canaries, not promoted"),
  /// Nomad did not accept the job.
  REFUSED("refused"),
  /// Registered, but it does not run as wanted, or not in time.
  FAILED("failed"),
  /// Somebody else changed the job at the same time.
  CONFLICT("changed by somebody else"),
  /// Not tried: a job that it needs did not succeed.
  LEFT_OUT("not submitted");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  public boolean good() {
    return this == UNCHANGED || this == ROLLED_OUT;
  }
}
