package dev.tripod.deployer.nomad;

/// The servers that decide together: who leads, and how many vote.
///
/// @param leader empty text when there is none
public record Quorum(String leader, int voters) {
  /// Stands for what could not be asked.
  public static final Quorum UNKNOWN = new Quorum("", 0);
}
