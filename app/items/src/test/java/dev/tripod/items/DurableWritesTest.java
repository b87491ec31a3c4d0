package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.InTime;
import dev.tripod.kit.testing.RedisServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/// What a caller is told of a write that has to be on a standby too.
@Timeout(300)
class DurableWritesTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// A second, and what a machine with other work adds.
  private static final Duration A_SECOND = Duration.ofMillis(1300);

  private final RedisServer master = RedisServer.master();
  private final RedisServer standby = RedisServer.replicaOf(master);
  private final Items items =
      TestItems.start(Map.of("WRITE_ACKS", "standby", "REDIS_URL", master.url()));
  private final Client client = new Client(items.port());

  @BeforeEach
  void reign() {
    Reign.begin(master, 1);
    Reign.awaitStandbys(master, 1);
    Await.until("the first write", SOON, () -> client.put("known", "1").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    client.close();
    items.close();
    standby.close();
    master.close();
  }

  @Test
  void okWhenAStandbyHasIt() {
    assertThat(client.put("known", "2").body()).isEqualTo("ok");
    assertThat(client.send("DELETE", "/item?id=known", null, null).body()).isEqualTo("ok");
    assertThat(Reign.count(standby)).isEqualTo(Reign.count(master)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void unknownWhenNoStandbyConfirmsIt() throws Exception {
    standby.freeze();
    HttpResponse<String> answer = InTime.of("told", A_SECOND, () -> client.put("known", "2"));
    assertUnavailable(answer, "unknown outcome");
    assertThat(client.item("known").statusCode()).as("reads go on").isEqualTo(200);
    standby.thaw();
    Await.until("ok again", SOON, () -> client.put("known", "3").statusCode() == 200);
  }

  @Test
  void refusedWhenThereIsNoStandby() throws Exception {
    try (Jedis redis = new Jedis("127.0.0.1", master.port())) {
      redis.configSet("min-replicas-to-write", "1");
    }
    standby.kill();
    // Not before the master has seen that; and the last of several refusals may come too late.
    HttpResponse<String> answer =
        Await.value(
            "refused",
            SOON,
            () ->
                Optional.of(client.put("other", "2"))
                    .filter(told -> told.body().contains("nothing was written")));
    assertUnavailable(answer, "nothing was written");
    InTime.of("told", A_SECOND, () -> client.put("other", "2"));
    assertThat(client.item("known").body()).isEqualTo("1");
  }

  @Test
  void aLateWriteIsRefusedInWhatIsLeft() throws Exception {
    master.kill();
    LateRequest.assertRefusedInTime(client, LateRequest.to(client.uri("/item?id=known")).DELETE());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half a second ago", "t=0", "t=99999999999999999"})
  void aStartThatNobodyCanBelieveCountsFromNow(String start) {
    master.kill();
    long sinceNanos = System.nanoTime();
    HttpResponse<String> answer =
        client.send(LateRequest.to(client.uri("/item?id=known"), start).DELETE());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos)).isGreaterThan(LateRequest.LEFT);
  }

  private static void assertUnavailable(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains(why);
  }
}
