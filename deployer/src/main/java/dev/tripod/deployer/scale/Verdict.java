package dev.tripod.deployer.scale;

/// The outcome of one evaluation: what to do, and what the next evaluation has to know.
public record Verdict(Decision decision, State state) {}
