package dev.tripod.deployer.status;

import dev.tripod.deployer.consul.ConsulApi;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.net.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// What Consul says: who votes, which nodes are alive, and the healthy instances of services.
record ConsulView(Quorum quorum, Set<String> alive, Map<String, List<ServiceInstance>> instances) {
  static final ConsulView NOTHING = new ConsulView(Quorum.UNKNOWN, Set.of(), Map.of());

  /// Every node of the cluster is a server, and each server is an instance of this service.
  private static final String SERVERS = "consul";

  static ConsulView look(Endpoint agent, Set<String> services, Questions questions) {
    try (var api = new ConsulApi(agent)) {
      var consul = new Consul(agent);
      var quorum = questions.ask(Quorum.UNKNOWN, api::quorum);
      var alive = questions.ask(Set.<String>of(), () -> nodes(consul));
      var instances = new HashMap<String, CompletableFuture<List<ServiceInstance>>>();
      for (var service : services) {
        instances.put(service, questions.ask(List.of(), () -> consul.services().passing(service)));
      }
      return new ConsulView(quorum.join(), alive.join(), joined(instances));
    }
  }

  private static Set<String> nodes(Consul consul) {
    return consul.services().passing(SERVERS).stream()
        .map(ServiceInstance::node)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, List<ServiceInstance>> joined(
      Map<String, CompletableFuture<List<ServiceInstance>>> asked) {
    return asked.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().join()));
  }

  List<ServiceInstance> healthy(String service) {
    return instances.getOrDefault(service, List.of());
  }
}
