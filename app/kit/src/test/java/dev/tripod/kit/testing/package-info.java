/// Real programs for tests: a Consul agent, a Redis server, and waiting for what they do. Part of
/// kit's test-jar.
package dev.tripod.kit.testing;
