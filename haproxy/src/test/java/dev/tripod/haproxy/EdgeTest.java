package dev.tripod.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.http.RequestStart;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.FreePorts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients see of the load balancer, through the real chain from Consul to HAProxy.
class EdgeTest {
  private static final String API = "/item,/items,/api";

  private static Edge edge;
  private static List<Integer> ports;
  private static Backend site;
  private static Backend first;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    edge = new Edge(folder);
    ports = FreePorts.several(3);
    site = Backend.start("site", ports.getFirst());
    first = Backend.start("first", ports.get(1));
    edge.register("frontend", "site", ports.getFirst(), "/");
    edge.register("items", "first", ports.get(1), API);
  }

  @AfterAll
  static void stop() {
    site.close();
    first.close();
    edge.close();
  }

  @BeforeEach
  void onlyTheFirstInstanceServes() {
    edge.awaitState("site", "UP");
    edge.awaitState("first", "UP");
    edge.awaitState("second", "");
  }

  @ParameterizedTest
  @CsvSource({
    "/, site /",
    "/assets/index.js, site /assets/index.js",
    "/items, first /items",
    "/item?id=a, first /item?id=a",
    "/item/x, first /item/x",
    "/api/, first /",
    "/api/items, first /items",
    "/api/item?id=a, first /item?id=a",
    "/itemsandmore, site /itemsandmore",
    "/apis, site /apis",
  })
  void routesByWholeSegmentsOfThePath(String path, String answer)
      throws IOException, InterruptedException {
    assertThat(edge.get(path).body()).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics", "/healthz", "/api/metrics", "/api/healthz", "//metrics", "/%6Detrics"})
  void keepsTheApplicationsInsideToItself(String path) throws IOException, InterruptedException {
    assertThat(edge.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void withoutTlsThereIsOnlyTheWayToTls() throws IOException, InterruptedException {
    var answer = edge.getWithoutTls("/item?id=a");

    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("Location")).contains(edge.urlOf("/item?id=a"));
  }

  /// `Connection` is not seen over HTTP/2.
  @Test
  void whileTheAddressLeavesAnAnswerEndsItsConnection() throws IOException, InterruptedException {
    edge.setLeaving(true);
    var leaving = edge.getWithoutTls("/items");
    edge.setLeaving(false);
    var staying = edge.getWithoutTls("/items");

    assertThat(leaving.headers().firstValue("Connection")).contains("close");
    assertThat(staying.headers().firstValue("Connection")).isEmpty();
  }

  @Test
  void whoCameOverTlsIsToldToStayWithIt() throws IOException, InterruptedException {
    assertThat(edge.get("/items").headers().firstValue("Strict-Transport-Security"))
        .contains("max-age=31536000");
  }

  @Test
  void aServiceLearnsWhenARequestCame() throws IOException, InterruptedException {
    var before = Instant.now();
    var start = start(edge.get("/items"));

    assertThat(start).isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void noClientSaysWhenItsRequestCame() throws IOException, InterruptedException {
    var before = Instant.now();
    var start = start(edge.get("/items", RequestStart.HEADER, "t=1", "t=2"));

    assertThat(start).isAfter(before.minusSeconds(1));
  }

  @Test
  void whoSendsSlowlyWaitsHereAndNotInAService() throws IOException {
    assertThat(edge.postWithoutItsBody("/items")).contains("408");
  }

  @Test
  void anInstanceThatStillStartsIsDownUntilItAnswers() throws IOException, InterruptedException {
    int port = ports.get(2);
    var workers = edge.workers();
    edge.register("items", "second", port, API);
    try {
      edge.awaitState("second", "DOWN");
      assertThat(answers(100)).containsExactly("first /items");

      try (var _ = Backend.start("second", port)) {
        edge.awaitState("second", "UP");
        Await.until("both answer", Edge.PATIENCE, () -> answers(20).size() == 2);
      }
    } finally {
      edge.deregister("second");
    }
    edge.awaitState("second", "");
    // Those of earlier reloads may go at any time.
    assertThat(workers).as("who comes and goes needs no reload").containsAll(edge.workers());
  }

  @Test
  void aRequestThatMeetsAClosedPortIsAnsweredByAnother() throws IOException, InterruptedException {
    int port = ports.get(2);
    edge.register("items", "second", port, API);
    try {
      try (var _ = Backend.start("second", port)) {
        edge.awaitState("second", "UP");
      }
      assertThat(answers(100)).containsExactly("first /items");
    } finally {
      edge.deregister("second");
    }
  }

  @Test
  void theInstancesOfADeadMachineAreNoServersUntilItIsBack()
      throws IOException, InterruptedException {
    int port = ports.get(2);
    try (var _ = Backend.start("remote", port)) {
      edge.registerOnNode("other", "passing", "items", "remote", port);
      edge.awaitState("remote", "UP");
      edge.registerOnNode("other", "critical", "items", "remote", port);
      edge.awaitState("remote", "");
      edge.registerOnNode("other", "passing", "items", "remote", port);
      edge.awaitState("remote", "UP");
      edge.registerOnNode("other", "critical", "items", "remote", port);
      edge.awaitState("remote", "");
    }
  }

  @Test
  void whileConsulIsAwayTheLastGoodConfigurationServes() throws IOException, InterruptedException {
    edge.consul().freeze();
    try {
      assertThat(answers(20)).containsExactly("first /items");
    } finally {
      edge.consul().thaw();
    }
  }

  @Test
  void aCandidateThatDoesNotPassIsNotLoaded() throws IOException, InterruptedException {
    var live = Files.readString(edge.live());
    var candidate = Files.readString(edge.candidate());
    try {
      Files.writeString(edge.candidate(), candidate + "\nnonsense\n");

      assertThat(edge.load()).isNotZero();
      assertThat(edge.live()).hasContent(live);
    } finally {
      Files.writeString(edge.candidate(), candidate);
    }
  }

  /// As the service was told it, once.
  private static Instant start(HttpResponse<String> answer) {
    var told = answer.headers().allValues(RequestStart.HEADER);
    assertThat(told).hasSize(1);
    return RequestStart.parse(told.getFirst()).orElseThrow();
  }

  /// Each of the answers is a 200.
  private static Set<String> answers(int requests) throws IOException, InterruptedException {
    var bodies = new HashSet<String>();
    for (int i = 0; i < requests; i++) {
      var answer = edge.get("/items");
      assertThat(answer.statusCode()).isEqualTo(200);
      bodies.add(answer.body());
    }
    return bodies;
  }
}
