package dev.tripod.deployer.scale;

import java.time.Instant;

/// What the cluster's scheduler says about more instances of a group.
///
/// @param count how many would fit, those that are there included
/// @param lacking what there is too little of, for people: "memory on 3 nodes"
/// @param at when that was found
public record Room(int count, String lacking, Instant at) {}
