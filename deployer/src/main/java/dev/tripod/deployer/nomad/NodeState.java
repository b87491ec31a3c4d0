package dev.tripod.deployer.nomad;

/// A client of Nomad.
///
/// @param eligible whether new allocations may be placed on it
public record NodeState(String id, String name, boolean ready, boolean eligible) {}
