package dev.tripod.kit.consul;

import com.ecwid.consul.v1.agent.model.NewService;
import com.ecwid.consul.v1.agent.model.Service;
import java.util.Set;
import java.util.stream.Collectors;

/// What the local agent announces to the cluster, and whether it is well.
public final class LocalAgent {
  private final Consul consul;

  LocalAgent(Consul consul) {
    this.consul = consul;
  }

  /// Announces or replaces a service with one TTL check, failing until [#pass] is called.
  public void register(Registration wanted) {
    NewService.Check check = new NewService.Check();
    check.setTtl(wanted.ttl().toMillis() + "ms");
    check.setDeregisterCriticalServiceAfter(wanted.removeAfter().toSeconds() + "s");
    NewService service = new NewService();
    service.setId(wanted.id());
    service.setName(wanted.name());
    service.setAddress(wanted.host());
    service.setPort(wanted.port());
    service.setTags(wanted.tags());
    service.setMeta(wanted.meta());
    service.setCheck(check);
    consul.call("register " + wanted.id(), c -> c.agentServiceRegister(service));
  }

  public void deregister(String id) {
    consul.call("deregister " + id, c -> c.agentServiceDeregister(id));
  }

  /// `note` is shown in Consul's UI.
  public void pass(String id, String note) {
    consul.call("pass " + id, c -> c.agentCheckPass("service:" + id, note));
  }

  public void fail(String id, String note) {
    consul.call("fail " + id, c -> c.agentCheckFail("service:" + id, note));
  }

  /// The ids of the local agent's services that carry this entry in their meta.
  public Set<String> servicesWithMeta(String key, String value) {
    return consul.call("list its services", c -> c.getAgentServices()).getValue().values().stream()
        .filter(service -> service.getMeta() != null && value.equals(service.getMeta().get(key)))
        .map(Service::getId)
        .collect(Collectors.toSet());
  }
}
