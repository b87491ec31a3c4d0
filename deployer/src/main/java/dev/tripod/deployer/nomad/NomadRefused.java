package dev.tripod.deployer.nomad;

/// Nomad answered, and its answer was no; the message is Nomad's own.
public final class NomadRefused extends RuntimeException {
  private final int status;

  NomadRefused(int status, String message) {
    super(GoErrors.text(message));
    this.status = status;
  }

  public int status() {
    return status;
  }

  /// The credentials are nobody's, or of somebody who may not do this.
  public boolean forbidden() {
    return status == 403;
  }

  /// A conflict that we see ourselves, before Nomad has to.
  static NomadRefused conflict(String what) {
    return new NomadRefused(409, "Enforcing job modify index: " + what);
  }

  /// Another registration came between what was observed and ours.
  public boolean conflict() {
    return getMessage().contains("Enforcing job modify index");
  }

  /// A deployment runs, and Nomad changes no count until it has ended.
  public boolean deploying() {
    return getMessage().contains("active deployment");
  }
}
