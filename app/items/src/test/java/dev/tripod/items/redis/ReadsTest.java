package dev.tripod.items.redis;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tripod.items.Reign;
import dev.tripod.kit.redis.Position;
import dev.tripod.kit.redis.PositionKeys;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.InTime;
import dev.tripod.kit.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/// Reads by who has to see a write; the test plays the keeper, and Consul. A replica that was made
/// independent stays behind.
@Timeout(300)
class ReadsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// The patience of a read, and what a machine with other work adds.
  private static final Duration A_SECOND = Duration.ofMillis(1200);

  /// Nothing listens there.
  private static final HostAndPort NOBODY = new HostAndPort("127.0.0.1", 1);

  private final RedisServer first = RedisServer.master();
  private final RedisServer second = RedisServer.replicaOf(first);
  private final RedisServer third = RedisServer.replicaOf(first);
  private final NodeSet masters = new NodeSet("master", Optional.empty(), WriteAcks.MASTER);
  private final NodeSet replicas = new NodeSet("replicas", Optional.empty(), WriteAcks.MASTER);
  private final Reads reads = new Reads(replicas, masters);

  @BeforeEach
  void publish() {
    masters.update(() -> List.of(address(first)));
    replicas.update(() -> Stream.of(second, third).map(ReadsTest::address).toList());
    Reign.begin(first, 1);
    write(first, "old", 1);
    Await.until("replicated", SOON, () -> Reign.count(second) == 1 && Reign.count(third) == 1);
  }

  @AfterEach
  void stop() {
    replicas.close();
    masters.close();
    List.of(third, second, first).forEach(RedisServer::close);
  }

  @Test
  void replicasThatHaveItAnswerInTurn() {
    assertThat(IntStream.range(0, 4).mapToObj(_ -> whoAnswers(new Position(1, 1))))
        .containsOnly(address(second), address(third));
  }

  @Test
  void aReplicaThatIsBehindIsPassedByAndDoesNotRest() {
    leave(second);
    write(first, "new", 2);
    Await.until("replicated", SOON, () -> Reign.count(third) == 2);
    for (int call = 0; call < 4; call++) {
      assertThat(get(new Position(1, 2))).isEqualTo("new");
    }
    assertThat(List.of(get(Position.NONE), get(Position.NONE)))
        .as("in turn, as ever")
        .containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void theMasterIsTheLastResort() {
    leave(second);
    leave(third);
    write(first, "new", 2);
    assertThat(get(new Position(1, 2))).isEqualTo("new");
    assertThat(whoAnswers(new Position(1, 2))).isEqualTo(address(first));
    assertThat(get(new Position(1, 1))).as("they have that").isEqualTo("old");
    assertThat(get(Position.NONE)).isEqualTo("old");
  }

  @Test
  void aHigherTermHasIt() {
    leave(second);
    Reign.begin(second, 2);
    replicas.update(() -> List.of(address(second)));
    assertThat(whoAnswers(new Position(1, 1000))).isEqualTo(address(second));
  }

  @Test
  void whileNobodyHasItOneWaitsForAMoment() {
    masters.update(List::of);
    leave(second);
    leave(third);
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> get(new Position(1, 2)));
    Await.until("asked in vain", SOON, () -> looks(second) > 0 && looks(third) > 0);
    write(third, "new", 2);
    assertThat(read.join()).isEqualTo("new");
  }

  @Test
  void whileNobodyAnswersOneWaitsForAMoment() {
    masters.update(List::of);
    replicas.update(() -> List.of(NOBODY));
    AtomicInteger asked = new AtomicInteger();
    Command<String> get =
        server -> {
          asked.incrementAndGet();
          return server.batched(pipeline -> pipeline.get("key"));
        };
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(() -> reads.call(Position.NONE, Patience.after(ZERO), get));
    Await.until("asked in vain", SOON, () -> asked.get() > 0);
    replicas.update(() -> List.of(address(second)));
    assertThat(read.join()).isEqualTo("old");
  }

  @Test
  void whatNobodyAnswersIsRefusedInTime() throws Exception {
    masters.update(List::of);
    replicas.update(() -> List.of(NOBODY));
    String said = InTime.of("says so", A_SECOND, () -> failure(Position.NONE));
    assertThat(said).contains("no Redis server can answer reads now");
  }

  @Test
  void whatNobodyWillHaveIsRefusedInTime() throws Exception {
    for (Position future : List.of(new Position(1, 2), new Position(2, 0))) {
      String said = InTime.of("says so", A_SECOND, () -> failure(future));
      assertThat(said).contains("has come as far as the request's position");
    }
    assertThat(get(Position.NONE)).as("nothing rests").isEqualTo("old");
  }

  @Test
  void aCommandThatTakesAWhileIsRefusedByWhoIsBehind() {
    leave(second);
    leave(third);
    write(first, "new", 2);
    String seen =
        reads.call(new Position(1, 2), Patience.after(ZERO), server -> server.jedis().get("key"));
    assertThat(seen).isEqualTo("new");
  }

  @Test
  void oneServerAloneIsHeldToItToo() {
    leave(second);
    write(first, "new", 2);
    Command<String> get = server -> server.jedis().get("key");
    assertThat(reads.callOn(address(second), new Position(1, 1), Patience.after(ZERO), get))
        .contains("old");
    assertThatThrownBy(
            () -> reads.callOn(address(second), new Position(1, 2), Patience.after(ZERO), get))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("has come as far");
    assertThat(reads.callOn(NOBODY, new Position(1, 1), Patience.after(ZERO), get)).isEmpty();
  }

  /// Who is behind may have another kind of value under the key.
  @Test
  void aRefusalCountsFromWhoHasItAlone() {
    leave(second);
    replicas.update(() -> List.of(address(second)));
    makeList(second);
    write(first, "new", 2);
    assertThat(get(new Position(1, 2))).isEqualTo("new");
    makeList(first);
    assertThatThrownBy(() -> get(new Position(1, 2)))
        .isInstanceOf(JedisDataException.class)
        .hasMessageContaining("WRONGTYPE");
  }

  private String get(Position atLeast) {
    return reads.call(
        atLeast, Patience.after(ZERO), server -> server.batched(pipeline -> pipeline.get("key")));
  }

  private HostAndPort whoAnswers(Position atLeast) {
    return reads.call(
        atLeast,
        Patience.after(ZERO),
        server -> {
          server.batched(pipeline -> pipeline.get("key"));
          return server.address();
        });
  }

  private String failure(Position atLeast) {
    return catchThrowableOfType(RedisUnavailable.class, () -> get(atLeast)).getMessage();
  }

  /// As the replication stream brings it: first the change, then its number.
  private static void write(RedisServer server, String value, int seq) {
    tell(server, jedis -> jedis.set("key", value));
    count(server, seq);
  }

  private static void count(RedisServer server, int seq) {
    tell(
        server,
        jedis -> {
          jedis.select(PositionKeys.DATABASE);
          jedis.hset(PositionKeys.HASH, PositionKeys.SEQ, Integer.toString(seq));
        });
  }

  private static void makeList(RedisServer server) {
    tell(server, jedis -> jedis.del("key"));
    tell(server, jedis -> jedis.lpush("key", "element"));
  }

  private static void leave(RedisServer replica) {
    tell(replica, Jedis::replicaofNoOne);
  }

  /// How often this server was asked for its position.
  private static long looks(RedisServer server) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      return jedis.info("commandstats").lines().filter(l -> l.startsWith("cmdstat_hmget:")).count();
    }
  }

  private static void tell(RedisServer server, Consumer<Jedis> order) {
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      order.accept(jedis);
    }
  }

  private static HostAndPort address(RedisServer server) {
    return new HostAndPort("127.0.0.1", server.port());
  }
}
