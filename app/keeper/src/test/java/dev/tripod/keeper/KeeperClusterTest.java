package dev.tripod.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.redis.Position;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// Three keepers and three members, with real processes that are killed and frozen.
class KeeperClusterTest {
  private static final int FAULTS = 6;
  private static final Duration SOON = Duration.ofSeconds(60);

  /// Twice the TTL of a session, and some.
  private static final Duration AFTER_SESSION = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path logs;

  private ConsulAgent consul;
  private Writer writer;
  private final List<KeeperNode> nodes = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    consul = ConsulAgent.start();
    writer = new Writer(consul.client());
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
    write("a", "1");
    for (KeeperNode standby : others(master)) {
      Await.until("the write arrives", SOON, () -> "1".equals(read(standby.member(), "a")));
    }
  }

  @Test
  void promotesAStandbyWhenTheMasterDiesAndTakesItBackWithTheData() {
    KeeperNode first = awaitMaster();
    awaitReplicas(2);
    write("before", "1");
    long startNanos = System.nanoTime();
    first.member().kill();

    write("after", "2");
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    System.out.printf("from the master's death to a write on the next: %d ms%n", took.toMillis());
    KeeperNode second = awaitMasterOtherThan(first);
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
    write("kept", "1");
    first.member().kill();
    deleteFiles(first.data());
    first.member().startAgain();

    awaitMasterOtherThan(first);
    awaitReplicas(2);
    awaitEverywhere("kept");
  }

  @Test
  void aReplicaIsPublishedWhenItHasTheDataAndNotWhenItIsTakenAway() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    write("a", "1");
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
    awaitMaster();
    awaitReplicas(2);
    write("a", "1");
    nodes.forEach(node -> node.keeper().kill());
    nodes.forEach(node -> node.member().kill());
    nodes.forEach(node -> node.member().startAgain());
    nodes.forEach(KeeperNode::startKeeper);

    Await.until("a master again", AFTER_SESSION, () -> masters().size() == 1);
    awaitReplicas(2);
    awaitEverywhere("a");
    write("b", "2");
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
    write("a", "1");
    first.member().thaw();
    awaitReplicas(2);
    awaitEverywhere("a");
  }

  @Test
  void withoutConsulTheMasterStaysAndItsStandbysHaveItsWrites() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    consul.freeze();
    Await.until(
        "its keeper knows nothing of the lock",
        SOON,
        () -> master.keeper().output().contains("cannot be confirmed"));
    try (Jedis jedis = connect(master.member())) {
      jedis.set("a", "1");
      assertThat(jedis.waitReplicas(1, SOON.toMillis())).isPositive();
    }
    consul.thaw();
    awaitMaster();
    awaitReplicas(2);
    awaitEverywhere("a");
  }

  @Test
  void whenTheKeeperOfTheMasterDiesThereIsOneMasterAgain() {
    KeeperNode master = awaitMaster();
    awaitReplicas(2);
    write("a", "1");
    master.keeper().kill();
    master.startKeeper();
    write("b", "2");
    Await.until("one master", SOON, () -> mastersByRole().size() == 1);
    awaitReplicas(2);
    awaitEverywhere("a");
  }

  /// What is acknowledged meanwhile is there afterwards.
  @Test
  void nothingAcknowledgedIsLostWhateverDies() throws InterruptedException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    awaitMaster();
    awaitReplicas(2);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    Thread client =
        Thread.startVirtualThread(
            () -> {
              for (int number = 0; !over.get(); number++) {
                String key = "key" + number;
                if (writer.write(key, "1")) {
                  acknowledged.add(key);
                }
              }
            });
    for (Fault next : faults(random)) {
      int before = acknowledged.size();
      Await.until("writes go on", AFTER_SESSION, () -> acknowledged.size() > before + 20);
      KeeperNode master = awaitMaster();
      System.out.println(next.what());
      next.begin.accept(master);
      int after = acknowledged.size();
      Await.until("writes are back", AFTER_SESSION, () -> acknowledged.size() > after + 20);
      next.end.accept(master);
      awaitReplicas(2);
    }
    over.set(true);
    client.join();
    KeeperNode last = awaitMaster();
    System.out.printf("%d writes were acknowledged%n", acknowledged.size());
    assertThat(acknowledged).allMatch(key -> "1".equals(read(last.member(), key)));
  }

  /// Each kind at least once, in any order.
  private List<Fault> faults(Random random) {
    List<Fault> kinds = new ArrayList<>(Fault.ALL);
    if (nodes.stream().allMatch(node -> node.disk().isPresent())) {
      kinds.add(Fault.DISK_FULL);
    } else {
      System.out.println("no disk is filled: nothing can be mounted here, which takes root");
    }
    List<Fault> faults = new ArrayList<>(kinds);
    while (faults.size() < FAULTS) {
      faults.add(kinds.get(random.nextInt(kinds.size())));
    }
    Collections.shuffle(faults, random);
    return faults;
  }

  /// What can go wrong around a master.
  private record Fault(String what, Consumer<KeeperNode> begin, Consumer<KeeperNode> end) {
    static final List<Fault> ALL =
        List.of(
            new Fault(
                "master killed", node -> node.member().kill(), node -> node.member().startAgain()),
            new Fault(
                "master frozen", node -> node.member().freeze(), node -> node.member().thaw()),
            new Fault(
                "keeper frozen", node -> node.keeper().freeze(), node -> node.keeper().thaw()),
            new Fault("both killed", Fault::killBoth, Fault::startBoth));

    static final Fault DISK_FULL =
        new Fault("master's disk full", Fault::fillDisk, Fault::freeDisk);

    /// Redis ends at its next write. It is started again, as Nomad does, which leaves it without a
    /// copy of the next master's data.
    private static void fillDisk(KeeperNode node) {
      node.disk().orElseThrow().fill();
      Await.until("the member has ended", SOON, () -> !node.member().alive());
      node.member().startAgain();
    }

    private static void freeDisk(KeeperNode node) {
      node.disk().orElseThrow().free();
      node.member().startAgain();
    }

    private static void killBoth(KeeperNode node) {
      node.keeper().kill();
      node.member().kill();
    }

    private static void startBoth(KeeperNode node) {
      node.member().startAgain();
      node.startKeeper();
    }
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
      return RedisState.parse(jedis.info(), Position.NONE, "");
    }
  }

  private static String read(RedisServer redis, String key) {
    try (Jedis jedis = connect(redis)) {
      return jedis.get(key);
    }
  }

  private void write(String key, String value) {
    Await.until(
        key + " is written and acknowledged", AFTER_SESSION, () -> writer.write(key, value));
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
