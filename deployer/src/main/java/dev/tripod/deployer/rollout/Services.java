package dev.tripod.deployer.rollout;

import dev.tripod.deployer.consul.ConsulApi;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ConsulUnavailable;
import dev.tripod.kit.net.Endpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Consul says about services while jobs roll out.
public final class Services implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Consul consul;
  private final ConsulApi api;

  public Services(Endpoint agent) {
    this.consul = new Consul(agent);
    this.api = new ConsulApi(agent);
  }

  /// Waits until the service has a healthy instance. An absent Consul is waited for as well.
  ///
  /// @return false when the deadline came first
  boolean awaitHealthy(String service, long deadlineNanos) throws InterruptedException {
    var index = 0L;
    while (System.nanoTime() < deadlineNanos) {
      try {
        var found = consul.services().passing(service, index);
        if (!found.value().isEmpty()) {
          return true;
        }
        index = found.index();
      } catch (ConsulUnavailable e) {
        index = 0;
        Thread.sleep(PAUSE);
      }
    }
    return false;
  }

  /// Waits until Consul no longer knows instances of the service that belong to these
  /// allocations.
  ///
  /// @return what is left when the deadline came first
  List<String> awaitGone(String service, Set<String> allocations, long deadlineNanos)
      throws InterruptedException {
    while (true) {
      var left =
          api.instances(service).stream()
              .filter(instance -> allocations.stream().anyMatch(instance::contains))
              .toList();
      if (left.isEmpty() || System.nanoTime() > deadlineNanos) {
        return left;
      }
      Thread.sleep(PAUSE);
    }
  }

  public boolean healthy(String service) {
    try {
      return !consul.services().passing(service).isEmpty();
    } catch (ConsulUnavailable e) {
      return false;
    }
  }

  /// What the failing checks of these services say, by the id of the service instance; nothing when
  /// Consul does not answer, for this only adds to a report.
  Map<String, String> failing(Set<String> services) {
    var lines = new LinkedHashMap<String, String>();
    try {
      for (var service : List.copyOf(services)) {
        for (var check : api.failingChecks(service)) {
          lines.put(
              check.serviceId(),
              "check \"%s\" of %s is %s: %s"
                  .formatted(check.name(), service, check.status(), check.words()));
        }
      }
    } catch (ConsulUnavailable e) {
      return lines;
    }
    return lines;
  }

  @Override
  public void close() {
    api.close();
  }
}
