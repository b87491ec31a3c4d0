package dev.tripod.kit.consul;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A service to be announced by the local agent. It fails its check when it is not passed for
/// `ttl`, and is removed when it has failed for `removeAfter` (Consul: one minute or more).
public record Registration(
    String id,
    String name,
    String host,
    int port,
    List<String> tags,
    Map<String, String> meta,
    Duration ttl,
    Duration removeAfter) {
  public Registration {
    tags = List.copyOf(tags);
    meta = Map.copyOf(meta);
  }
}
