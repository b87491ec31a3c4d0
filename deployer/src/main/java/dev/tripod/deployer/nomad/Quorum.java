package dev.tripod.deployer.nomad;

/// The servers that decide together: who leads, and how many vote.
///
/// @param leader empty text when there is none
public record Quorum(String leader, int voters) {}
