package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.consul.Registration;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.RedisServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/// Servers come and go, as Consul tells; the test plays the keeper, which says who is what.
@Timeout(300)
class FailoverTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private ConsulAgent consul;
  private RedisServer first;
  private RedisServer second;
  private RedisServer third;
  private Items items;
  private Client client;

  @BeforeEach
  void start() {
    consul = ConsulAgent.start();
    first = RedisServer.master();
    second = RedisServer.replicaOf(first);
    third = RedisServer.replicaOf(first);
    Reign.begin(first, 1);
    announce("redis-master", first);
    announce("redis-replica", second);
    announce("redis-replica", third);
    String agent = "consul://127.0.0.1:" + consul.url().getPort();
    items =
        TestItems.start(
            Map.of(
                "REDIS_URL",
                agent + "/redis-master",
                "REDIS_REPLICAS_URL",
                agent + "/redis-replica"));
    client = new Client(items.port());
    Await.until("the first write", SOON, () -> client.put("known", "1").statusCode() == 200);
    // Asked of Redis itself: a replica that is still to join would answer later, and with nothing.
    Await.until("replicated", SOON, () -> has(second, "known", "1") && has(third, "known", "1"));
  }

  @AfterEach
  void stop() {
    client.close();
    items.close();
    List.of(third, second, first).forEach(RedisServer::close);
    consul.close();
  }

  @Test
  void readsGoOnWhileTheMasterChangesAndWritesRecover() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger failedReads = new AtomicInteger();
    Thread reader = Thread.startVirtualThread(() -> readUntil(over, failedReads));

    first.kill();
    HttpResponse<String> refused = client.put("known", "2");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).as("the connection broke").contains("unknown outcome");
    assertThat(client.put("known", "2").body()).contains("nothing was written");
    assertThat(client.get("/healthz").statusCode()).as("degraded, not down").isEqualTo(200);
    assertThat(client.get("/healthz").body()).startsWith("{\"state\":\"degraded\"");

    promote(second);
    Await.until("writes recover", SOON, () -> client.put("known", "3").statusCode() == 200);
    Await.until("read again", SOON, () -> everyReplicaHas("known", "3"));
    over.set(true);
    reader.join();
    assertThat(failedReads).hasValue(0);
    Await.until(
        "all is well", SOON, () -> client.get("/healthz").body().startsWith("{\"state\":\"up\""));
  }

  @Test
  void aWriteInTheMiddleOfAChangeOnlyTakesLonger() throws InterruptedException {
    first.kill();
    Thread keeper = Thread.startVirtualThread(() -> promote(second));
    assertThat(client.put("known", "2").statusCode()).isEqualTo(200);
    keeper.join();
  }

  @Test
  void aDemotedMasterDoesNotTakeWrites() {
    replicate(second, null);
    replicate(first, second);
    Thread keeper = Thread.startVirtualThread(() -> promote(second));
    assertThat(client.put("known", "2").statusCode()).isEqualTo(200);
    join(keeper);
    assertThat(has(second, "known", "2")).isTrue();
  }

  @Test
  void aFrozenReplicaIsPassedBy() {
    third.freeze();
    try {
      for (int call = 0; call < 50; call++) {
        assertThat(client.item("known").body()).isEqualTo("1");
      }
    } finally {
      third.thaw();
    }
  }

  @Test
  void readsFallBackToTheMasterAndAreBackAfterARestart() {
    second.kill();
    third.kill();
    assertThat(client.item("known").body()).isEqualTo("1");
    first.kill();
    assertThat(client.item("known").statusCode()).isEqualTo(503);
    assertThat(client.get("/healthz").statusCode()).isEqualTo(503);
    first.startAgain();
    Await.until("reads are back", SOON, () -> client.item("known").statusCode() == 200);
  }

  @Test
  void keepsItsServersWhileConsulIsAway() {
    consul.freeze();
    for (int call = 0; call < 20; call++) {
      assertThat(client.put("known", "1").statusCode()).isEqualTo(200);
      assertThat(client.item("known").body()).isEqualTo("1");
    }
  }

  private void readUntil(AtomicBoolean over, AtomicInteger failed) {
    while (!over.get()) {
      HttpResponse<String> answer = client.item("known");
      if (answer.statusCode() != 200 || answer.body().isEmpty()) {
        failed.incrementAndGet();
      }
    }
  }

  private static boolean has(RedisServer server, String id, String value) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      return value.equals(jedis.get(id));
    }
  }

  /// Reads go round, so two of them see both replicas.
  private boolean everyReplicaHas(String id, String value) {
    return IntStream.range(0, 2).allMatch(_ -> client.item(id).body().equals(value));
  }

  private void promote(RedisServer server) {
    replicate(server, null);
    Reign.begin(server, 2);
    replicate(third, server);
    withdraw("redis-master", first);
    withdraw("redis-replica", server);
    announce("redis-master", server);
  }

  /// `null` makes it a master.
  private static void replicate(RedisServer server, RedisServer master) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      if (master == null) {
        jedis.replicaofNoOne();
      } else {
        jedis.replicaof("127.0.0.1", master.port());
      }
    }
  }

  private void announce(String service, RedisServer server) {
    String id = service + "-" + server.port();
    consul
        .client()
        .localAgent()
        .register(
            new Registration(
                id,
                service,
                "127.0.0.1",
                server.port(),
                List.of(),
                Map.of(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5)));
    consul.client().localAgent().pass(id, "said the test");
  }

  private void withdraw(String service, RedisServer server) {
    consul.client().localAgent().deregister(service + "-" + server.port());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }
}
