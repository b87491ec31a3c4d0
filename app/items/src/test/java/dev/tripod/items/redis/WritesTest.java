package dev.tripod.items.redis;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tripod.items.Reign;
import dev.tripod.kit.redis.Position;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.InTime;
import dev.tripod.kit.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/// Writes that a standby has to have; the test plays the keeper, and Consul.
@Timeout(300)
class WritesTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// The patience of a write, and what a machine with other work adds.
  private static final Duration A_SECOND = Duration.ofMillis(1200);

  private final RedisServer first = RedisServer.master();
  private final RedisServer second = RedisServer.replicaOf(first);
  private final RedisServer third = RedisServer.replicaOf(first);
  private final NodeSet masters = new NodeSet("master", Optional.empty(), WriteAcks.STANDBY);
  private final Writes writes = new Writes(masters);

  @BeforeEach
  void reign() {
    Reign.begin(first, 1);
    publish(first);
    Reign.awaitStandbys(first, 2);
  }

  @AfterEach
  void stop() {
    masters.close();
    List.of(third, second, first).forEach(RedisServer::close);
  }

  @Test
  void whatIsAnsweredIsOnAStandbyAndCounted() {
    long before = Reign.count(first);
    assertThat(set("key", "1")).isEqualTo("OK");
    assertThat(List.of(get(second, "key"), get(third, "key"))).contains(Optional.of("1"));
    assertThat(Reign.count(first)).isEqualTo(before + 1);
    assertThat(writes.<Long>write(Patience.after(ZERO), pipeline -> pipeline.del("key")).answer())
        .isEqualTo(1);
    assertThat(Reign.count(first)).isEqualTo(before + 2);
  }

  @Test
  void itsPositionIsThatOfTheDataThatHaveIt() {
    set("key", "1");
    Reign.begin(first, 12);
    Acknowledged<String> written =
        writes.write(Patience.after(ZERO), pipeline -> pipeline.set("key", "2"));
    assertThat(written.position()).isEqualTo(new Position(12, Reign.count(first)));
  }

  @Test
  void oneFrozenStandbyOfTwoIsNotWaitedFor() {
    third.freeze();
    assertThat(set("key", "1")).isEqualTo("OK");
    assertThat(get(second, "key")).contains("1");
  }

  @Test
  void whileAllStandbysAreFrozenTheOutcomeIsUnknown() throws Exception {
    set("key", "1");
    second.freeze();
    third.freeze();
    String said = InTime.of("says so", A_SECOND, () -> failure("2"));
    assertThat(said).contains("unknown outcome");
    third.thaw();
    Await.until("written again", SOON, () -> set("key", "3").equals("OK"));
    assertThat(get(third, "key")).contains("3");
  }

  @Test
  void withoutAStandbyRedisRefusesAndNothingIsWritten() throws Exception {
    set("key", "1");
    configure(first, "min-replicas-to-write", "1");
    second.kill();
    third.kill();
    Await.until("it knows", SOON, () -> standbys(first) == 0);
    // A machine that stands still may hear of the last refusal too late.
    Await.until("refused", SOON, () -> failure("2").contains("nothing was written"));
    InTime.of("says so", A_SECOND, () -> failure("2"));
    assertThat(get(first, "key")).contains("1");
  }

  @Test
  void withoutAStandbyAnOperatorMayChooseTheMasterAlone() {
    assertThat(set("key", "1")).isEqualTo("OK");
    second.kill();
    third.kill();
    Reign.alone(first, true);
    Await.until("written", SOON, () -> isOk("2"));
    assertThat(get(first, "key")).contains("2");
    Reign.alone(first, false);
    assertUnknown("3");
  }

  @Test
  void aServerThatNoKeeperMadeMasterIsNotWrittenTo() throws Exception {
    Reign.ofAnother(first, 2);
    String said = InTime.of("says so", A_SECOND, () -> failure("1"));
    assertThat(said).contains("nothing was written");
    assertThat(get(first, "key")).isEmpty();
  }

  @Test
  void aServerThatIsDeposedUnderAnOpenConnectionConfirmsNothing() {
    set("key", "1");
    Reign.ofAnother(first, 2);
    assertUnknown("2");
    Reign.begin(first, 3);
    assertThat(set("key", "3")).isEqualTo("OK");
  }

  /// What was written on the connection in between is sent again on another.
  @Test
  void theSameServerInANewTermIsAskedAnew() {
    set("key", "1");
    Reign.begin(first, 2);
    long before = Reign.count(first);
    assertThat(set("key", "2")).isEqualTo("OK");
    assertThat(Reign.count(first)).isEqualTo(before + 2);
  }

  @Test
  void aWriteWhoseMasterDiesIsMadeOnTheNext() throws Exception {
    set("key", "1");
    second.freeze();
    third.freeze();
    CompletableFuture<String> write = CompletableFuture.supplyAsync(() -> set("key", "2"));
    Await.until("on its way", SOON, () -> get(first, "key").equals(Optional.of("2")));

    first.kill();
    second.thaw();
    third.thaw();
    tell(second, Jedis::replicaofNoOne);
    tell(third, jedis -> jedis.replicaof("127.0.0.1", second.port()));
    Reign.begin(second, 2);
    publish(second);

    assertThat(write.get()).isEqualTo("OK");
    assertThat(get(second, "key")).contains("2");
    assertThat(get(third, "key")).contains("2");
  }

  @Test
  void aFrozenMasterLeavesTheOutcomeUnknown() throws Exception {
    set("key", "1");
    first.freeze();
    assertUnknown("2");
    InTime.of("says so", A_SECOND, () -> failure("3"));
  }

  @Test
  void aFrozenMasterThatWasNotConnectedToGotNothing() {
    first.freeze();
    assertNothingWritten("1");
    first.thaw();
    assertThat(set("other", "2")).isEqualTo("OK");
    assertThat(get(first, "key")).isEmpty();
  }

  @Test
  void withoutAMasterNothingIsWritten() {
    masters.update(List::of);
    assertNothingWritten("1");
  }

  @Test
  void aLateCallerIsRefusedInWhatIsLeftOfItsPatience() throws Exception {
    masters.update(List::of);
    Duration late = Duration.ofMillis(500);
    String said = InTime.of("says so", A_SECOND.minus(late), () -> failure(late, "1"));
    assertThat(said).contains("nothing was written");
  }

  @Test
  void aCallerWhoIsTooLateIsTriedForAllTheSame() {
    assertThat(set(Duration.ofSeconds(2), "key", "1")).isEqualTo("OK");
  }

  /// An error that is about the change, even when nothing else can be confirmed.
  @Test
  void aWrongChangeIsRefusedWhateverTheStandbysDo() {
    set("key", "1");
    second.freeze();
    third.freeze();
    assertThatThrownBy(
            () -> writes.write(Patience.after(ZERO), pipeline -> pipeline.lpush("key", "2")))
        .isInstanceOf(JedisDataException.class)
        .hasMessageContaining("WRONGTYPE");
  }

  private void assertUnknown(String value) {
    assertThat(failure(value)).contains("unknown outcome");
  }

  private void assertNothingWritten(String value) {
    assertThat(failure(value)).contains("nothing was written");
  }

  /// What is said of a write that must fail.
  private String failure(String value) {
    return failure(ZERO, value);
  }

  private String failure(Duration late, String value) {
    return catchThrowableOfType(RedisUnavailable.class, () -> set(late, "key", value)).getMessage();
  }

  private boolean isOk(String value) {
    try {
      return set("key", value).equals("OK");
    } catch (RedisUnavailable _) {
      return false;
    }
  }

  private String set(String key, String value) {
    return set(ZERO, key, value);
  }

  private String set(Duration late, String key, String value) {
    return writes.write(Patience.after(late), pipeline -> pipeline.set(key, value)).answer();
  }

  private void publish(RedisServer master) {
    masters.update(() -> List.of(new HostAndPort("127.0.0.1", master.port())));
  }

  private static Optional<String> get(RedisServer server, String key) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      return Optional.ofNullable(jedis.get(key));
    }
  }

  private static void configure(RedisServer server, String option, String value) {
    tell(server, jedis -> jedis.configSet(option, value));
  }

  private static long standbys(RedisServer server) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      return jedis
          .info("replication")
          .lines()
          .filter(line -> line.contains("state=online"))
          .count();
    }
  }

  private static void tell(RedisServer server, Consumer<Jedis> order) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      order.accept(jedis);
    }
  }
}
