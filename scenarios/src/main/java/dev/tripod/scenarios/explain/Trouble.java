package dev.tripod.scenarios.explain;

/// What is wrong around the job while it is submitted.
public enum Trouble {
  NONE,
  /// Two of three machines are off.
  NO_LEADER,
  /// Every Consul is stopped.
  NO_CONSUL,
  /// The token is nobody's.
  WRONG_TOKEN,
  /// The certificate is one that may only look.
  WRONG_CERTIFICATE,
  /// The machine that the deployer speaks with loses its network in the middle.
  CUT,
  /// Somebody else changes the job while the deployer waits for what it needs.
  INTRUDER
}
