package dev.tripod.deployer.nomad;

/// What names one log in Nomad.
///
/// @param stream `stdout` or `stderr`
public record LogKey(String allocation, String task, String stream) {}
