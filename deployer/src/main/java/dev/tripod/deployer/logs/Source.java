package dev.tripod.deployer.logs;

import dev.tripod.deployer.nomad.LogKey;

/// One log of one instance of a job.
///
/// @param key what names it in Nomad
/// @param prefix what stands before each of its lines
record Source(LogKey key, String prefix) {}
