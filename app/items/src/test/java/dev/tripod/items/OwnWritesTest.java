package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.InTime;
import dev.tripod.kit.testing.RedisServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/// What a client does to see its own change: it sends back the position that this was answered
/// with. The replica that it would read from has stayed behind.
@Timeout(300)
class OwnWritesTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// A second, and what a machine with other work adds.
  private static final Duration A_SECOND = Duration.ofMillis(1300);

  private final RedisServer master = RedisServer.master();
  private final RedisServer standby = RedisServer.replicaOf(master);
  private final RedisServer replica = RedisServer.replicaOf(master);
  private final Items items =
      TestItems.start(
          Map.of(
              "WRITE_ACKS",
              "standby",
              "REDIS_URL",
              master.url(),
              "REDIS_REPLICAS_URL",
              replica.url()));
  private final Client client = new Client(items.port());
  private String before;

  @BeforeEach
  void stayBehind() {
    Reign.begin(master, 7);
    Reign.awaitStandbys(master, 2);
    Await.until("the first write", SOON, () -> client.put("known", "old").statusCode() == 200);
    before = position(client.put("known", "old"));
    Await.until("replicated", SOON, () -> has(standby, before) && has(replica, before));
    try (Jedis redis = new Jedis("127.0.0.1", replica.port())) {
      redis.replicaofNoOne();
      redis.set("known", "behind");
    }
    // It was passed by if it was asked before it had its copy.
    Await.until("read from", SOON, () -> client.item("known").body().equals("behind"));
  }

  @AfterEach
  void stop() {
    client.close();
    items.close();
    replica.close();
    standby.close();
    master.close();
  }

  @Test
  void whoSendsThePositionBackSeesTheChange() {
    String stored = position(client.put("known", "new"));
    assertThat(client.item("known").body()).as("without it").isEqualTo("behind");
    assertThat(client.get("/item?id=known", stored).body()).isEqualTo("new");
    assertThat(client.get("/item?id=known", before).body()).as("has that").isEqualTo("behind");

    String deleted = position(client.send("DELETE", "/item?id=known", null, null));
    assertThat(deleted).isEqualTo("7-" + Reign.count(master));
    assertThat(client.get("/item?id=known", deleted).body()).isEmpty();
    assertThat(client.get("/items", deleted).body()).isEqualTo("[]");
    assertThat(client.get("/items?count=10", deleted).body()).contains("\"items\":[]");
    assertThat(client.get("/items").body()).as("without it").contains("known");
  }

  @Test
  void aPositionThatNobodyHasComeToIsRefusedInTime() throws Exception {
    for (String path : new String[] {"/item?id=known", "/items", "/items?count=10"}) {
      HttpResponse<String> answer = InTime.of("told", A_SECOND, () -> client.get(path, "8-1"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("has come as far as the request's position");
    }
    assertThat(client.item("known").body()).as("others read on").isEqualTo("behind");
  }

  @Test
  void aLateReadIsRefusedInWhatIsLeft() throws Exception {
    LateRequest.assertRefusedInTime(
        client, LateRequest.to(client.uri("/item?id=known")).header(ItemsApi.POSITION, "8-1"));
  }

  private static boolean has(RedisServer server, String position) {
    return position.equals("7-" + Reign.count(server));
  }

  private static String position(HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo("ok");
    return answer.headers().firstValue("Items-Position").orElseThrow();
  }
}
