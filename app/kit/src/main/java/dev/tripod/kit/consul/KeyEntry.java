package dev.tripod.kit.consul;

import java.util.Optional;

/// A key of Consul's store. `session` holds the lock on it, if anyone does.
public record KeyEntry(String key, String value, long modifyIndex, Optional<String> session) {}
