package dev.tripod.kit.consul;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.Response;
import com.ecwid.consul.v1.health.HealthServicesRequest;
import com.ecwid.consul.v1.health.model.HealthService;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Which instances of a service pass their checks, anywhere in the cluster.
public final class Services {
  private final Consul consul;

  Services(Consul consul) {
    this.consul = consul;
  }

  public List<ServiceInstance> passing(String service) {
    return read(consul.call("list " + service, c -> query(c, service, true, QueryParams.DEFAULT)))
        .value();
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
    QueryParams wait = new QueryParams(Consul.LONGEST_WAIT.toSeconds(), index);
    return read(consul.await("watch " + service, c -> query(c, service, passing, wait)));
  }

  private static Response<List<HealthService>> query(
      ConsulClient client, String service, boolean passing, QueryParams params) {
    return client.getHealthServices(
        service,
        HealthServicesRequest.newBuilder().setPassing(passing).setQueryParams(params).build());
  }

  private static Indexed<List<ServiceInstance>> read(Response<List<HealthService>> answer) {
    List<ServiceInstance> instances =
        answer.getValue().stream()
            .map(Services::instance)
            .sorted(Comparator.comparing(ServiceInstance::id))
            .toList();
    return new Indexed<>(instances, answer.getConsulIndex());
  }

  private static ServiceInstance instance(HealthService found) {
    HealthService.Service service = found.getService();
    String own = service.getAddress();
    return new ServiceInstance(
        service.getId(),
        found.getNode().getNode(),
        own == null || own.isBlank() ? found.getNode().getAddress() : own,
        service.getPort(),
        service.getTags() == null ? List.of() : service.getTags(),
        service.getMeta() == null ? Map.of() : service.getMeta());
  }
}
