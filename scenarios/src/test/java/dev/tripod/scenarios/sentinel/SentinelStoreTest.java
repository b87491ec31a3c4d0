package dev.tripod.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.FreePorts;
import dev.tripod.kit.testing.LocalProcess;
import dev.tripod.kit.testing.RedisServer;
import dev.tripod.scenarios.load.Ledger;
import dev.tripod.scenarios.load.Outcome;
import dev.tripod.scenarios.load.Stage;
import dev.tripod.scenarios.load.Store.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/// The client against a real master, replica and Sentinel.
class SentinelStoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOST = "127.0.0.1";
  private static final Answer ACKNOWLEDGED = new Answer(200, Outcome.ACKNOWLEDGED);
  private static final Answer REFUSED = new Answer(503, Outcome.REFUSED);

  /// It keeps nothing when it dies.
  private final RedisServer master = RedisServer.master();

  private final HostAndPort sentinel = new HostAndPort(HOST, FreePorts.one());
  private LocalProcess process;
  private SentinelStore store;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    var file = folder.resolve("sentinel.conf");
    Files.writeString(
        file,
        "bind %s\nport %d\nsentinel monitor %s %s %d 1\n"
            .formatted(HOST, sentinel.getPort(), NodeFiles.SET, HOST, master.port()));
    process = LocalProcess.start(folder, List.of("redis-server", file.toString(), "--sentinel"));
    Await.until("Sentinel answers", PATIENCE, () -> "PONG".equals(ask(Jedis::ping)));
    store = new SentinelStore(NodeFiles.SET, Set.of(sentinel));
  }

  @AfterEach
  void close() {
    store.close();
    process.close();
    master.close();
  }

  @Test
  void whatIsWrittenIsReadUntilItIsRemoved() throws IOException {
    assertThat(store.write("k", "v")).isEqualTo(ACKNOWLEDGED);
    assertThat(store.read("k")).contains("v");
    store.remove("k");
    assertThat(store.read("k")).isEmpty();
  }

  @Test
  void anErrorIsARefusal() throws IOException {
    try (var own = new Jedis(HOST, master.port())) {
      own.configSet("min-replicas-to-write", "1");
    }

    assertThat(store.write("k", "v")).isEqualTo(REFUSED);
    assertThat(store.read("k")).isEmpty();
  }

  @Test
  void whatCouldNotBeSentIsRefusedAndWhatHasNoAnswerIsUnknown() throws IOException {
    store.write("k", "v");
    master.freeze();
    assertThat(outcome()).as("sent over an open connection").isEqualTo(Outcome.UNKNOWN);
    master.kill();
    Await.until("no connection is left", PATIENCE, () -> outcome() == Outcome.REFUSED);
  }

  @Test
  void theLedgerSeesThatAMasterCameBackEmpty() throws InterruptedException {
    try (var ledger = Ledger.start(store, "k", new Stage(50, Duration.ofSeconds(1)))) {
      ledger.await();
      long acknowledged = ledger.count(Outcome.ACKNOWLEDGED);
      assertThat(acknowledged).isPositive();
      assertThat(ledger.lost(Duration.ZERO)).isEmpty();

      master.kill();
      master.startAgain();

      assertThat(ledger.lost(Duration.ZERO)).hasSize((int) acknowledged);
    }
  }

  @Test
  void followsTheMasterThatSentinelChooses() throws IOException {
    try (var replica = RedisServer.replicaOf(master)) {
      watch(replica);
      store.write("k", "v");
      Await.until("the replica has it", PATIENCE, () -> "v".equals(valueAt(replica)));

      master.kill();

      Await.until(
          "the store has followed", PATIENCE, () -> store.master().getPort() == replica.port());
      Await.until("it takes writes", PATIENCE, () -> outcome() == Outcome.ACKNOWLEDGED);
      assertThat(store.read("k")).contains("w");
    }
  }

  /// Has the Sentinel know the replica, and act as soon as it may.
  private void watch(RedisServer replica) {
    ask(own -> own.sentinelSet(NodeFiles.SET, Map.of("down-after-milliseconds", "1000")));
    Await.until(
        "Sentinel knows the replica",
        PATIENCE,
        () ->
            ask(own -> own.sentinelReplicas(NodeFiles.SET)).stream()
                .anyMatch(
                    view ->
                        Integer.toString(replica.port()).equals(view.get("port"))
                            && "slave".equals(view.get("flags"))));
  }

  private Outcome outcome() {
    try {
      return store.write("k", "w").outcome();
    } catch (IOException _) {
      return Outcome.UNKNOWN;
    }
  }

  private static String valueAt(RedisServer server) {
    try (var own = new Jedis(HOST, server.port())) {
      return own.get("k");
    }
  }

  private <T> T ask(Function<Jedis, T> question) {
    try (var own = new Jedis(sentinel)) {
      return question.apply(own);
    }
  }
}
