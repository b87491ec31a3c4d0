package dev.tripod.deployer.status;

import dev.tripod.deployer.consul.ConsulApi;
import dev.tripod.deployer.consul.ConsulApi.FailingCheck;
import dev.tripod.deployer.loop.AutoscalerService;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.net.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What Consul says: who votes, which nodes are alive, the healthy instances of services, and what
/// the failing checks of services say.
///
/// @param autoscaler the node of the instance that leads
record ConsulView(
    Quorum quorum,
    Set<String> alive,
    Map<String, List<ServiceInstance>> instances,
    Map<String, List<FailingCheck>> checks,
    Optional<String> autoscaler) {
  static final ConsulView NOTHING =
      new ConsulView(Quorum.UNKNOWN, Set.of(), Map.of(), Map.of(), Optional.empty());

  /// Every node of the cluster is a server, and each server is an instance of this service.
  private static final String SERVERS = "consul";

  static ConsulView look(Endpoint agent, Set<String> services, Questions questions) {
    try (var api = new ConsulApi(agent)) {
      var consul = new Consul(agent);
      var quorum = questions.ask(Quorum.UNKNOWN, api::quorum);
      var alive = questions.ask(Set.<String>of(), () -> nodes(consul));
      var instances =
          each(
              services,
              name ->
                  questions.ask(List.<ServiceInstance>of(), () -> consul.services().passing(name)));
      var checks =
          each(
              services,
              name -> questions.ask(List.<FailingCheck>of(), () -> api.failingChecks(name)));
      var autoscaler =
          questions.ask(Optional.<String>empty(), () -> api.lockedBy(AutoscalerService.LEADER_KEY));
      return new ConsulView(
          quorum.join(), alive.join(), joined(instances), joined(checks), autoscaler.join());
    }
  }

  private static Set<String> nodes(Consul consul) {
    return consul.services().passing(SERVERS).stream()
        .map(ServiceInstance::node)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <T> Map<String, CompletableFuture<T>> each(
      Set<String> services, Function<String, CompletableFuture<T>> question) {
    return services.stream().collect(Collectors.toMap(Function.identity(), question));
  }

  private static <T> Map<String, T> joined(Map<String, CompletableFuture<T>> asked) {
    return asked.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().join()));
  }

  List<ServiceInstance> healthy(String service) {
    return instances.getOrDefault(service, List.of());
  }

  List<FailingCheck> failing(String service) {
    return checks.getOrDefault(service, List.of());
  }
}
