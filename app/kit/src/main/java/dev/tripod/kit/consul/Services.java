package dev.tripod.kit.consul;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.http.client.methods.RequestBuilder;

/// Which instances of a service pass their checks, anywhere in the cluster, as the nearest server
/// of Consul knows them: who asks finds out by himself which of them work, and is to be told of
/// changes also while Consul has no leader.
public final class Services {
  private final Consul consul;

  Services(Consul consul) {
    this.consul = consul;
  }

  public List<ServiceInstance> passing(String service) {
    return consul.call("list " + service, query(service, true), Services::instances);
  }

  /// As [#passing(String, long)], with those whose checks fail.
  public Indexed<List<ServiceInstance>> registered(String service, long index) {
    return watch(service, index, false);
  }

  /// Waits until the answer differs from the one with `index`, at most [Consul#LONGEST_WAIT].
  public Indexed<List<ServiceInstance>> passing(String service, long index) {
    return watch(service, index, true);
  }

  private Indexed<List<ServiceInstance>> watch(String service, long index, boolean passing) {
    return consul.await("watch " + service, query(service, passing), index, Services::instances);
  }

  private RequestBuilder query(String service, boolean passing) {
    RequestBuilder query = consul.getStale("/v1/health/service/" + service);
    return passing ? query.addParameter("passing", "true") : query;
  }

  private static List<ServiceInstance> instances(Answer answer) {
    return elements(answer.json())
        .map(found -> instance(found.getAsJsonObject()))
        .sorted(Comparator.comparing(ServiceInstance::id))
        .toList();
  }

  private static ServiceInstance instance(JsonObject found) {
    JsonObject node = found.getAsJsonObject("Node");
    JsonObject service = found.getAsJsonObject("Service");
    String own = service.get("Address").getAsString();
    return new ServiceInstance(
        service.get("ID").getAsString(),
        node.get("Node").getAsString(),
        own.isBlank() ? node.get("Address").getAsString() : own,
        service.get("Port").getAsInt(),
        elements(service.get("Tags")).map(JsonElement::getAsString).toList(),
        meta(service));
  }

  static Map<String, String> meta(JsonObject service) {
    return service.get("Meta") instanceof JsonObject meta
        ? meta.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getAsString()))
        : Map.of();
  }

  /// Consul writes an empty list as `null` here and there.
  private static Stream<JsonElement> elements(JsonElement list) {
    return list == null || list.isJsonNull()
        ? Stream.empty()
        : StreamSupport.stream(list.getAsJsonArray().spliterator(), false);
  }
}
