package dev.tripod.deployer.nomad;

/// Nomad did not answer, or has no leader that could.
public final class NomadUnavailable extends RuntimeException {
  NomadUnavailable(String message) {
    super(message);
  }
}
