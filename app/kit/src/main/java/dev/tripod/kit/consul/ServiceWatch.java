package dev.tripod.kit.consul;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The instances of a service, kept up to date. When Consul is away the last known ones
/// stay: an address that may still work is better than none, and who uses it finds out at once.
public final class ServiceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceWatch.class);

  private final String service;
  private final List<Consumer<List<ServiceInstance>>> listeners = new CopyOnWriteArrayList<>();
  private volatile List<ServiceInstance> instances = List.of();
  private volatile boolean fresh;
  private BlockingQuery<List<ServiceInstance>> query;

  private ServiceWatch(String service) {
    this.service = service;
  }

  /// Follows the passing instances. Returns at once; [#fresh] tells when the first answer has come.
  public static ServiceWatch start(Consul consul, String service) {
    return start(service, index -> consul.services().passing(service, index));
  }

  /// Follows all instances, for who finds out by itself which of them work.
  public static ServiceWatch startWithFailing(Consul consul, String service) {
    return start(service, index -> consul.services().registered(service, index));
  }

  private static ServiceWatch start(
      String service, LongFunction<Indexed<List<ServiceInstance>>> question) {
    ServiceWatch watch = new ServiceWatch(service);
    watch.query = BlockingQuery.start("watch-" + service, question, watch::accept, watch::failed);
    return watch;
  }

  /// Ordered by id, as last known. Never blocks.
  public List<ServiceInstance> instances() {
    return instances;
  }

  /// Whether Consul answered the last question; if not, [#instances] may be out of date or not
  /// known yet.
  public boolean fresh() {
    return fresh;
  }

  /// Calls the listener in the watch's thread on each change, and at once, here, when instances are
  /// known already.
  public void onChange(Consumer<List<ServiceInstance>> listener) {
    listeners.add(listener);
    List<ServiceInstance> known = instances;
    if (!known.isEmpty()) {
      listener.accept(known);
    }
  }

  private void accept(Indexed<List<ServiceInstance>> answer) {
    boolean changed = !answer.value().equals(instances);
    instances = answer.value();
    fresh = true;
    if (changed) {
      listeners.forEach(this::notify);
    }
  }

  private void notify(Consumer<List<ServiceInstance>> listener) {
    try {
      listener.accept(instances);
    } catch (RuntimeException e) {
      LOG.error("A listener of service {} failed; the watch goes on", service, e);
    }
  }

  private void failed(ConsulUnavailable e) {
    if (fresh) {
      LOG.warn("{}; keeping {} instances of {}", e.getMessage(), instances.size(), service);
    }
    fresh = false;
  }

  @Override
  public void close() {
    query.close();
  }
}
