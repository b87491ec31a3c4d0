package dev.tripod.deployer.deploy;

/// What follows when all canaries of a rollout are healthy and Nomad waits to be told.
public enum Promotion {
  /// The others follow.
  AUTO,
  /// A person is asked.
  ASK,
  /// Nothing: the rollout stays as it is.
  NEVER
}
