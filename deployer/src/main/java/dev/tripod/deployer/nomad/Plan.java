package dev.tripod.deployer.nomad;

/// What a registration would do.
///
/// @param warnings Nomad's own words, empty when there are none
public record Plan(boolean changes, String warnings) {}
