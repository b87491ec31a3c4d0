package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScales;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.prometheus.Prometheus;
import java.util.function.BooleanSupplier;

/// Whom an autoscaler speaks to.
///
/// @param groups of all policies, read and written
/// @param leads whether this instance may act; cheap, asked often
/// @param holder the name of this instance, for people
record Peers(
    ScalingApi nomad,
    GroupScales groups,
    Prometheus prometheus,
    BooleanSupplier leads,
    String holder) {}
