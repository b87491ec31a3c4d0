package dev.tripod.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpServiceTest {
  private static final int MAX_BODY_BYTES = 1_000;
  private static final Duration SOON = Duration.ofSeconds(30);

  /// A machine that stands still for seconds has to find it draining yet.
  private static final Duration DRAIN_DELAY = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean partUp = new AtomicBoolean(true);
  private final AtomicBoolean coreUp = new AtomicBoolean(true);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpService service;

  @BeforeEach
  void start() {
    start(Duration.ZERO);
  }

  private void start(Duration drainDelay) {
    HttpSettings settings =
        new HttpSettings(
            0, MAX_BODY_BYTES, HttpSettings.IDLE_TIMEOUT, drainDelay, Duration.ofSeconds(20));
    Health health =
        new Health()
            .required("core", () -> component(coreUp))
            .matters("part", () -> component(partUp));
    service =
        HttpService.start(
            settings,
            new Metrics(),
            health,
            routes ->
                routes
                    .get("/thing/{id}", context -> context.result(context.pathParam("id")))
                    .get("/broken", _ -> fail())
                    .get("/slow", context -> context.result(slow()))
                    .post("/echo", context -> context.result(context.body())));
  }

  @AfterEach
  void stop() {
    release.countDown();
    service.close();
    client.close();
  }

  @Test
  void reportsEachComponentAndTheWhole() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").body())
        .isEqualTo(
            "{\"state\":\"up\",\"components\":{\"core\":{\"state\":\"up\",\"detail\":\"known\"},"
                + "\"part\":{\"state\":\"up\",\"detail\":\"known\"},"
                + "\"server\":{\"state\":\"up\",\"detail\":\"serving\"}}}");
    partUp.set(false);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").body()).startsWith("{\"state\":\"degraded\"");
    coreUp.set(false);
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").body()).startsWith("{\"state\":\"down\"");
  }

  @Test
  void countsRequestsByMatchedRouteOnly() throws Exception {
    get("/thing/1");
    get("/thing/2");
    get("/no/such/path");
    get("/broken");
    send(HttpRequest.newBuilder(uri("/thing/1")).method("BREW", BodyPublishers.noBody()));
    // A request is counted when it has been answered.
    String metrics =
        Await.text(
            SOON,
            () -> get("/metrics").body(),
            "http_requests_total{method=\"GET\",route=\"/thing/{id}\",status=\"200\"} 2.0",
            "http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1.0",
            "http_requests_total{method=\"GET\",route=\"/broken\",status=\"500\"} 1.0",
            "http_request_duration_seconds_bucket{method=\"GET\",route=\"/thing/{id}\","
                + "status=\"200\",le=\"+Inf\"} 2",
            "method=\"other\",route=\"unmatched\"");
    assertThat(metrics).doesNotContain("/no/such/path", "/thing/1", "BREW");
  }

  @Test
  void answersErrorsWithProblems() throws Exception {
    HttpResponse<String> unknown = get("/nowhere");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(unknown.body()).contains("\"title\":\"Not Found\",\"status\":404");

    HttpResponse<String> broken = get("/broken");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body())
        .contains("\"status\":500", "incident")
        .doesNotContain("secret", "IllegalState");

    HttpResponse<String> wrongMethod = send(HttpRequest.newBuilder(uri("/thing/1")).DELETE());
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void refusesBodiesBeyondTheBound() throws Exception {
    assertThat(post("x".repeat(MAX_BODY_BYTES)).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = post("x".repeat(MAX_BODY_BYTES + 1));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("\"status\":413");
  }

  /// Each of them, not one: the answer used to race the reset of the connection, and lost half.
  @Test
  void refusesWithoutResettingAClientThatStillSends() throws Exception {
    String large = "x".repeat(10_000_000);
    for (int client = 0; client < 50; client++) {
      assertThat(post(large).statusCode()).as("client %d", client).isEqualTo(413);
      assertThat(post("/nowhere", large).statusCode()).as("client %d", client).isEqualTo(404);
    }
  }

  @Test
  void answersAMalformedRequestWithAProblem() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  @Test
  void drainsBeforeItStops() throws Exception {
    service.close();
    start(DRAIN_DELAY);
    CompletableFuture<HttpResponse<String>> inFlight =
        client.sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString());
    entered.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);

    HttpResponse<String> health = get("/healthz");
    while (health.statusCode() == 200) {
      health = get("/healthz");
    }
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("draining");
    HttpResponse<String> served = get("/thing/7");
    assertThat(served.body()).isEqualTo("7");
    assertThat(served.headers().firstValue("Connection")).contains("close");

    CompletableFuture.delayedExecutor(DRAIN_DELAY.toMillis() + 200, TimeUnit.MILLISECONDS)
        .execute(release::countDown);
    closing.join();
    assertThat(inFlight.join().statusCode()).isEqualTo(200);
    assertThat(inFlight.join().body()).isEqualTo("slept");
  }

  private static Health.Component component(AtomicBoolean up) {
    return up.get() ? Health.Component.up("known") : Health.Component.down("lost");
  }

  private static void fail() {
    throw new IllegalStateException("secret");
  }

  private String slow() throws InterruptedException {
    entered.countDown();
    release.await();
    return "slept";
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private HttpResponse<String> post(String body) throws Exception {
    return post("/echo", body);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }
}
