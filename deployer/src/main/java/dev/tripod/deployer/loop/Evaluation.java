package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Decision;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The record of one evaluation: what was seen, what was decided, and what came of it.
///
/// @param samples empty when Nomad did not tell the count, so nothing was asked
/// @param count empty likewise
/// @param lateness how long after its due time the evaluation began
public record Evaluation(
    Instant at,
    Target target,
    Optional<Samples> samples,
    Optional<Count> count,
    Decision decision,
    Duration lateness,
    Duration took) {}
