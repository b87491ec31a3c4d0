package dev.tripod.keeper;

import dev.tripod.kit.consul.Registration;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.LocalProcess;
import dev.tripod.kit.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A node of the tests: a member, and a keeper in a process of its own, so that it can be frozen
/// and killed. All nodes share one Consul agent, so the node of an instance is an entry of its
/// meta, where it is the agent's name in production.
final class KeeperNode implements AutoCloseable {
  private static final String[] MEMBER = {
    "--appendonly",
    "yes",
    "--appendfsync",
    "everysec",
    "--replicaof",
    "127.0.0.1",
    "1",
    "--repl-diskless-sync-delay",
    "0",
    "--protected-mode",
    "no"
  };
  private static final String[] REPLICA = {
    "--save",
    "",
    "--appendonly",
    "no",
    "--replicaof",
    "127.0.0.1",
    "1",
    "--repl-diskless-sync-delay",
    "0",
    "--protected-mode",
    "no"
  };

  private final String name;
  private final ConsulAgent consul;
  private final Path logs;
  private final RedisServer member = RedisServer.start(MEMBER);
  private LocalProcess keeper;

  KeeperNode(String name, ConsulAgent consul, Path logs) {
    this.name = name;
    this.consul = consul;
    this.logs = logs;
    register(member, Instance.Kind.MEMBER);
  }

  static String nodeOf(ServiceInstance instance) {
    return instance.meta().getOrDefault("node", "");
  }

  KeeperNode startKeeper() {
    keeper =
        LocalProcess.start(
            logs,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                KeeperProcess.class.getName(),
                consul.url().toString(),
                name));
    return this;
  }

  /// A read replica that Nomad started on this node.
  RedisServer startReplica() {
    RedisServer replica = RedisServer.start(REPLICA);
    register(replica, Instance.Kind.REPLICA);
    return replica;
  }

  void register(RedisServer redis, Instance.Kind kind) {
    String id = id(redis);
    consul
        .client()
        .localAgent()
        .register(
            new Registration(
                id,
                "redis",
                "127.0.0.1",
                redis.port(),
                List.of(kind.word()),
                Map.of("node", name),
                Duration.ofMinutes(10),
                Duration.ofMinutes(60)));
  }

  void deregister(RedisServer redis) {
    consul.client().localAgent().deregister(id(redis));
  }

  private static String id(RedisServer redis) {
    return "redis-task-" + redis.port();
  }

  RedisServer member() {
    return member;
  }

  LocalProcess keeper() {
    return keeper;
  }

  @Override
  public void close() {
    if (keeper != null) {
      keeper.thaw();
      keeper.kill();
      keeper.close();
    }
    member.thaw();
    member.close();
  }
}
