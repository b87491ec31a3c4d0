package dev.tripod.items.redis;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.consul.ServiceWatch;
import dev.tripod.kit.redis.RedisLogin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;

/// Redis as the application sees it: reads from replicas, writes to the master, wherever the two
/// are at the moment.
public final class Redis implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Optional<RedisLogin> login;
  private final Reads reads;
  private final Writes writes;

  /// Does not wait for any server; calls fail with [RedisUnavailable] until one is found.
  public Redis(RedisUrl writeUrl, RedisUrl readUrl, Optional<RedisLogin> login) {
    this.login = login;
    NodeSet masters = follow("redis master", writeUrl);
    NodeSet replicas = readUrl.equals(writeUrl) ? masters : follow("redis replicas", readUrl);
    this.reads = new Reads(replicas, masters);
    this.writes = new Writes(masters);
  }

  public Reads reads() {
    return reads;
  }

  public Writes writes() {
    return writes;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private NodeSet follow(String role, RedisUrl url) {
    NodeSet nodes = new NodeSet(role, login);
    opened.push(nodes);
    switch (url) {
      case RedisUrl.Fixed(HostAndPort address) -> nodes.update(() -> List.of(address));
      case RedisUrl.Followed(var agent, var service) -> {
        ServiceWatch watch = ServiceWatch.start(new Consul(agent), service);
        opened.push(watch);
        watch.onChange(_ -> nodes.update(() -> addresses(watch.instances())));
      }
    }
    return nodes;
  }

  private static List<HostAndPort> addresses(List<ServiceInstance> instances) {
    return instances.stream()
        .map(instance -> new HostAndPort(instance.host(), instance.port()))
        .toList();
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failure) {
      throw new IllegalStateException("cannot close " + resource, failure);
    }
  }
}
