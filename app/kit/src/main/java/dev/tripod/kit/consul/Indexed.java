package dev.tripod.kit.consul;

/// An answer of Consul with the index to wait on for the next one; see [BlockingQuery].
public record Indexed<T>(T value, long index) {}
