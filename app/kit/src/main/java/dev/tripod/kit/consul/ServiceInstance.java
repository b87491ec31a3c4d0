package dev.tripod.kit.consul;

import java.util.List;
import java.util.Map;

/// One instance of a service, at the address where it can be reached.
public record ServiceInstance(
    String id, String node, String host, int port, List<String> tags, Map<String, String> meta) {
  public ServiceInstance {
    tags = List.copyOf(tags);
    meta = Map.copyOf(meta);
  }

  /// `host:port`
  public String address() {
    return host + ":" + port;
  }
}
