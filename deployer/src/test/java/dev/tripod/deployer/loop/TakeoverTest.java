package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.cli.Main;
import dev.tripod.kit.consul.LockTiming;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.FreePorts;
import dev.tripod.kit.testing.LocalProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two autoscalers as processes of their own, which can be frozen and killed.
class TakeoverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Consul ends a silent session after at most twice its TTL of 10 s, then comes the lock-delay.
  private static final Duration TAKEOVER_WITHIN =
      Duration.ofSeconds(20).plus(LockTiming.BELIEVED.lockDelay()).plusSeconds(30);

  private static final String POLICY =
      """
      evaluation_interval = "200ms"
      cooldown            = "2s"
      check "load" {
        source = "prometheus"
        query  = "load_per_instance"
        strategy "target-value" {
          target = 100
        }
      }
      """;

  @TempDir Path first;
  @TempDir Path second;

  /// An autoscaler in a JVM of its own.
  private record Contender(LocalProcess process, Page page) implements AutoCloseable {
    static Contender start(Stage stage, Path folder) {
      int port = FreePorts.one();
      var command =
          List.of(
              ProcessHandle.current().info().command().orElseThrow(),
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              "autoscale",
              "--nomad=" + stage.nomad().url(),
              "--consul=" + stage.consul().url(),
              "--prometheus=" + stage.prometheus().url(),
              "--port=" + port);
      return new Contender(LocalProcess.start(folder, command), new Page(port));
    }

    boolean leads() {
      return page.get("/leader").statusCode() == 200;
    }

    List<JsonNode> scales() {
      return page.decisions().stream()
          .filter(one -> one.path("kind").asText().equals("scale"))
          .toList();
    }

    @Override
    public void close() {
      if (process.alive()) {
        process.thaw();
      }
      process.close();
    }
  }

  @Test
  void aFrozenLeaderIsReplacedAndDoesNoHarmAndAKilledOneIsReplacedToo() {
    try (var stage = new Stage()) {
      stage.load(90);
      stage.submit(1, "0s", POLICY);
      try (var one = Contender.start(stage, first)) {
        Await.until("the first leads", PATIENCE, one::leads);
        try (var two = Contender.start(stage, second)) {
          Await.until("the second stands by", PATIENCE, () -> !two.leads());
          stage.load(190);
          stage.awaitCount(2);
          Await.until("it is noted", PATIENCE, () -> !one.scales().isEmpty());

          one.process().freeze();
          Await.until("the second leads", TAKEOVER_WITHIN, two::leads);
          stage.load(390);
          stage.awaitCount(4);
          one.process().thaw();
          Await.until("the first knows that it does not lead", PATIENCE, () -> !one.leads());
          assertThat(one.scales())
              .extracting(scale -> scale.path("wanted").asInt())
              .containsExactly(2);

          two.process().kill();
          Await.until("the first leads again", TAKEOVER_WITHIN, one::leads);
          stage.load(90);
          stage.awaitCount(1);
        }
      }
    }
  }
}
