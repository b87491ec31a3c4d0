package dev.tripod.deployer.nomad;

/// An answer and Nomad's index of it; a blocking query with this index waits for the next change.
public record Indexed<T>(T value, long index) {}
