package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.prometheus.Prometheus;
import java.util.function.BooleanSupplier;

/// Whom an autoscaler speaks to.
///
/// @param leads whether this instance may act; cheap, asked often
/// @param holder the name of this instance, for people
record Peers(ScalingApi nomad, Prometheus prometheus, BooleanSupplier leads, String holder) {}
