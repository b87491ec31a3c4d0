package dev.tripod.deployer.scale.policy;

/// At least so many instances at certain times, whatever the metrics say.
public record Floor(String name, Schedule schedule, int count) {}
