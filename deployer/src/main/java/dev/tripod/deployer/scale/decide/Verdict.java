package dev.tripod.deployer.scale.decide;

/// The outcome of one evaluation.
///
/// @param state what the next evaluation has to know
/// @param trail how the decision came about
public record Verdict(Decision decision, State state, Trail trail) {}
