package dev.tripod.scenarios.lab;

import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/// What scenarios ask of Consul's API.
public final class Consul {
  private final JsonApi api;

  public Consul(JsonApi api) {
    this.api = api;
  }

  public record Instance(String id, String node, String address, int port) {
    public URI url(String path) {
      return URI.create("http://" + address + ":" + port + path);
    }
  }

  /// The instances of a service whose checks all pass.
  public List<Instance> passing(String service) {
    return instances("/v1/health/service/" + service + "?passing");
  }

  /// Those of them that carry a tag.
  public List<Instance> passing(String service, String tag) {
    return instances("/v1/health/service/" + service + "?passing&tag=" + tag);
  }

  /// The address of the node whose server leads.
  public String leader() {
    var address = api.get("/v1/status/leader").asText();
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      throw new Unreachable("Consul has no leader just now");
    }
    return address.substring(0, colon);
  }

  private List<Instance> instances(String path) {
    return StreamSupport.stream(api.get(path).spliterator(), false)
        .map(
            entry -> {
              var own = entry.path("Service").path("Address").asText();
              var address = own.isEmpty() ? entry.path("Node").path("Address").asText() : own;
              return new Instance(
                  entry.path("Service").path("ID").asText(),
                  entry.path("Node").path("Node").asText(),
                  address,
                  entry.path("Service").path("Port").asInt());
            })
        .toList();
  }
}
