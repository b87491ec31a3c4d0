package dev.tripod.kit.consul;

import dev.tripod.kit.http.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.http.client.methods.RequestBuilder;

/// What the local agent announces to the cluster, and whether it is well.
public final class LocalAgent {
  private final Consul consul;

  LocalAgent(Consul consul) {
    this.consul = consul;
  }

  /// Announces or replaces a service with one TTL check, failing until [#pass] is called.
  public void register(Registration wanted) {
    Map<String, Object> check =
        Map.of(
            "TTL", wanted.ttl().toMillis() + "ms",
            "DeregisterCriticalServiceAfter", wanted.removeAfter().toSeconds() + "s");
    Map<String, Object> service =
        Map.of(
            "ID", wanted.id(),
            "Name", wanted.name(),
            "Address", wanted.host(),
            "Port", wanted.port(),
            "Tags", wanted.tags(),
            "Meta", wanted.meta(),
            "Check", check);
    tell("register " + wanted.id(), consul.put("/v1/agent/service/register", Json.write(service)));
  }

  public void deregister(String id) {
    tell("deregister " + id, consul.put("/v1/agent/service/deregister/" + id, ""));
  }

  /// `note` is shown in Consul's UI.
  public void pass(String id, String note) {
    tell("pass " + id, check("pass", id, note));
  }

  public void fail(String id, String note) {
    tell("fail " + id, check("fail", id, note));
  }

  /// The ids of the local agent's services that carry this entry in their meta.
  public Set<String> servicesWithMeta(String key, String value) {
    return consul.call(
        "list its services",
        consul.get("/v1/agent/services"),
        answer ->
            answer.json().getAsJsonObject().asMap().values().stream()
                .map(service -> service.getAsJsonObject())
                .filter(service -> value.equals(Services.meta(service).get(key)))
                .map(service -> service.get("ID").getAsString())
                .collect(Collectors.toSet()));
  }

  private RequestBuilder check(String state, String id, String note) {
    return consul
        .put("/v1/agent/check/%s/service:%s".formatted(state, id), "")
        .addParameter("note", note);
  }

  /// Refused by an agent that restarted and does not know the service any more.
  private void tell(String what, RequestBuilder request) {
    consul.call(what, request, Answer::body);
  }
}
