package dev.tripod.keeper;

import dev.tripod.kit.consul.Registration;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.LocalProcess;
import dev.tripod.kit.testing.RedisServer;
import dev.tripod.kit.testing.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node of the tests: a member, and a keeper in a process of its own, so that it can be frozen
/// and killed. All nodes share one Consul agent, so the node of an instance is an entry of its
/// meta, where it is the agent's name in production.
final class KeeperNode implements AutoCloseable {
  /// What the keeper may do is no more than what it may do in production.
  private static final String COMMON =
      """
      --user keeper on >secret ~keeper:* resetchannels -@all +ping +select +client|setname
      +client|kill +info +replicaof +hset +hmget +wait +acl|setuser
      --user reader on >secret resetkeys resetchannels -@all +ping +psync +replconf
      --replicaof 127.0.0.1 1 --repl-diskless-sync-delay 0 --protected-mode no
      """;

  private static final String MEMBER =
      """
      --appendonly yes --appendfsync always --min-replicas-to-write 1 --min-replicas-max-lag 3
      """;

  private static final String REPLICA = "--appendonly no --masteruser reader --masterauth secret";

  private final String name;
  private final ConsulAgent consul;
  private final Path logs;
  private final Optional<SmallDisk> disk = SmallDisk.mount();
  private final RedisServer member =
      redis(MEMBER + disk.map(own -> "--dir " + own.folder()).orElse(""));
  private LocalProcess keeper;

  KeeperNode(String name, ConsulAgent consul, Path logs) {
    this.name = name;
    this.consul = consul;
    this.logs = logs;
    register(member, Instance.Kind.MEMBER);
  }

  private static RedisServer redis(String own) {
    return RedisServer.start((COMMON + own).strip().split("\\s+"));
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
                name,
                password().toString()));
    return this;
  }

  private Path password() {
    try {
      return Files.writeString(logs.resolve("password"), "secret");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A read replica that Nomad started on this node.
  RedisServer startReplica() {
    RedisServer replica = redis(REPLICA);
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

  /// Where the member's files are.
  Path data() {
    return disk.map(SmallDisk::folder).orElse(member.folder());
  }

  /// The member's own, where one could be mounted.
  Optional<SmallDisk> disk() {
    return disk;
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
    disk.ifPresent(SmallDisk::close);
  }
}
