package dev.tripod.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.consul.ConsulLock;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// Three keepers and three members, with real processes that are killed and frozen.
class KeeperClusterTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// Twice the TTL of a session, and the lock-delay, and some.
  private static final Duration AFTER_SESSION = Duration.ofSeconds(90);

  /// What the next leader had to wait for if a lock was not released but ran out.
  private static final Duration SESSION_AND_DELAY = ConsulLock.LOCK_DELAY.plusSeconds(10);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path logs;

  private ConsulAgent consul;
  private final List<KeeperNode> nodes = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    consul = ConsulAgent.start();
    for (int number = 1; number <= 3; number++) {
      String name = "node" + number;
      nodes.add(
          new KeeperNode(name, consul, Files.createDirectory(logs.resolve(name))).startKeeper());
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(KeeperNode::close);
    consul.close();
  }

  @Test
  void electsOneMasterAndPublishesTheOthersAsReplicas() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    write(master.member(), "a", "1");
    for (KeeperNode standby : others(master)) {
      Await.until("the write arrives", SOON, () -> "1".equals(read(standby.member(), "a")));
    }
  }

  @Test
  void promotesAStandbyWhenTheMasterDiesAndTakesItBackWithTheData() {
    KeeperNode first = awaitMaster();
    awaitReplicas(2);
    write(first.member(), "before", "1");
    awaitEverywhere("before");
    long startNanos = System.nanoTime();
    first.member().kill();

    KeeperNode second = awaitMasterOtherThan(first);
    write(second.member(), "after", "2");
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    System.out.printf("from the master's death to a write on the next: %d ms%n", took.toMillis());
    assertThat(took).isLessThan(SESSION_AND_DELAY);
    awaitReplicas(1);
    first.member().startAgain();
    awaitReplicas(2);
    awaitEverywhere("before");
    awaitEverywhere("after");
    assertThat(awaitMaster()).isSameAs(second);
  }

  @Test
  void aMasterThatRestartsEmptyIsNotMasterAgain() throws IOException {
    KeeperNode first = awaitMaster();
    awaitReplicas(2);
    write(first.member(), "kept", "1");
    awaitEverywhere("kept");
    first.member().kill();
    deleteFiles(first.member().folder());
    first.member().startAgain();

    awaitMasterOtherThan(first);
    awaitReplicas(2);
    awaitEverywhere("kept");
  }

  @Test
  void aReplicaIsPublishedWhenItHasTheDataAndNotWhenItIsTakenAway() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    write(master.member(), "a", "1");
    KeeperNode host = others(master).getFirst();
    try (RedisServer replica = host.startReplica()) {
      awaitReplicas(3);
      assertThat(read(replica, "a")).isEqualTo("1");
      assertThat(replicas())
          .filteredOn(instance -> instance.port() == replica.port())
          .first()
          .satisfies(instance -> assertThat(instance.meta()).containsEntry("kind", "replica"));
      host.deregister(replica);
      awaitReplicas(2);
    }
  }

  @Test
  void everythingOffAndOnAgainKeepsTheData() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    write(master.member(), "a", "1");
    awaitEverywhere("a");
    // The last second may be lost with the power; what is asked for here is older.
    Position recorded = awaitRecordedAfter(Position.NONE);
    awaitRecordedAfter(recorded);
    nodes.forEach(node -> node.keeper().kill());
    nodes.forEach(node -> node.member().kill());
    nodes.forEach(node -> node.member().startAgain());
    nodes.forEach(KeeperNode::startKeeper);

    Await.until("a master again", AFTER_SESSION, () -> masters().size() == 1);
    awaitReplicas(2);
    awaitEverywhere("a");
    write(awaitMaster().member(), "b", "2");
  }

  @Test
  void aFrozenKeepersMasterIsReplacedAndFenced() {
    KeeperNode first = awaitMaster();
    awaitReplicas(2);
    first.keeper().freeze();
    KeeperNode second = awaitMasterOtherThan(first);
    Await.until(
        "the old master takes no writes",
        SOON,
        () -> info(first.member()).follows(address(second.member())));
    first.keeper().thaw();
    awaitReplicas(2);
    assertThat(awaitMaster()).isSameAs(second);
    assertThat(info(first.member()).isMaster()).isFalse();
  }

  @Test
  void aFrozenMasterIsReplacedAndFollowsWhenItThaws() {
    KeeperNode first = awaitMaster();
    awaitReplicas(2);
    first.member().freeze();
    KeeperNode second = awaitMasterOtherThan(first);
    write(second.member(), "a", "1");
    first.member().thaw();
    awaitReplicas(2);
    awaitEverywhere("a");
  }

  @Test
  void withoutConsulTheMasterTakesNoWritesAndReadsGoOn() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    write(master.member(), "a", "1");
    consul.freeze();
    Await.until("the master is fenced", SOON, () -> !info(master.member()).isMaster());
    assertThat(read(master.member(), "a")).isEqualTo("1");
    consul.thaw();
    awaitMaster();
    awaitReplicas(2);
    awaitEverywhere("a");
  }

  @Test
  void aKeeperThatIsKilledAndStartedAgainLeadsOnWithoutWaitingForItsSession() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    master.keeper().kill();
    master.startKeeper();
    Await.until(
        "a keeper says that it took over",
        SOON,
        () -> master.keeper().output().contains("ends the lock that a keeper here before it held"));
    long startNanos = System.nanoTime();
    Await.until("one master", SOON, () -> mastersByRole().size() == 1);
    awaitMaster();
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(SESSION_AND_DELAY);
  }

  private KeeperNode awaitMaster() {
    return Await.value(
        "one published master that is master",
        AFTER_SESSION,
        () -> {
          List<ServiceInstance> found = masters();
          return found.size() == 1
              ? nodes.stream()
                  .filter(node -> node.member().port() == found.getFirst().port())
                  .filter(node -> info(node.member()).isMaster())
                  .findFirst()
              : Optional.empty();
        });
  }

  private KeeperNode awaitMasterOtherThan(KeeperNode before) {
    Await.until(
        "a new master",
        AFTER_SESSION,
        () -> masters().stream().anyMatch(m -> m.port() != before.member().port()));
    return awaitMaster();
  }

  private void awaitReplicas(int count) {
    Await.until(count + " published replicas", AFTER_SESSION, () -> replicas().size() == count);
  }

  private void awaitEverywhere(String key) {
    for (KeeperNode node : nodes) {
      Await.until(key + " is there", SOON, () -> read(node.member(), key) != null);
    }
  }

  private Position awaitRecordedAfter(Position before) {
    return Await.value(
        "a recorded position after " + before,
        SOON,
        () ->
            consul
                .client()
                .keyValues()
                .get(Keys.RECORDED)
                .map(entry -> Recorded.parse(entry.value()).position())
                .filter(position -> position.compareTo(before) > 0));
  }

  private List<ServiceInstance> masters() {
    return consul.client().services().passing("redis-master");
  }

  private List<ServiceInstance> replicas() {
    return consul.client().services().passing("redis-replica");
  }

  private List<KeeperNode> mastersByRole() {
    return nodes.stream().filter(node -> info(node.member()).isMaster()).toList();
  }

  private List<KeeperNode> others(KeeperNode node) {
    return nodes.stream().filter(other -> other != node).toList();
  }

  private static Address address(RedisServer redis) {
    return new Address("127.0.0.1", redis.port());
  }

  private static Jedis connect(RedisServer redis) {
    return new Jedis("127.0.0.1", redis.port(), (int) SOON.toMillis());
  }

  private static RedisState info(RedisServer redis) {
    try (Jedis jedis = connect(redis)) {
      return RedisState.parse(jedis.info(), Position.NONE);
    }
  }

  private static String read(RedisServer redis, String key) {
    try (Jedis jedis = connect(redis)) {
      return jedis.get(key);
    }
  }

  private static void write(RedisServer redis, String key, String value) {
    try (Jedis jedis = connect(redis)) {
      assertThat(jedis.set(key, value)).isEqualTo("OK");
    }
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
