package dev.tripod.deployer.status;

import java.util.List;

/// What was seen of the cluster in one look.
///
/// @param holder the node that answers at the virtual address, empty when none does
/// @param faults a sentence for each question that got no answer
record Observation(NomadView nomad, ConsulView consul, String holder, List<String> faults) {}
