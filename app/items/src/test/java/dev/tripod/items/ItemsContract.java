package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.tripod.kit.testing.Await;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.JedisPooled;

/// What any client may rely on, seen from outside, against a master and a replica that the subclass
/// brings.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class ItemsContract {
  private static final Duration REPLICATED_WITHIN = Duration.ofSeconds(30);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(60);
  private static final String PROBLEM = "application/problem+json";

  private Items items;
  private Client client;
  private JedisPooled master;

  /// The URLs of the two servers; called once, before all tests.
  abstract Servers startRedis();

  abstract void stopRedis();

  record Servers(String master, String replica) {}

  @BeforeAll
  void start() {
    Servers servers = startRedis();
    master = new JedisPooled(servers.master());
    items =
        TestItems.start(
            Map.of("REDIS_URL", servers.master(), "REDIS_REPLICAS_URL", servers.replica()));
    client = new Client(items.port());
  }

  @AfterAll
  void stop() {
    client.close();
    items.close();
    master.close();
    stopRedis();
  }

  @BeforeEach
  void empty() {
    master.flushAll();
    Await.until(
        "the replica is empty", REPLICATED_WITHIN, () -> client.get("/items").body().equals("[]"));
  }

  @Test
  void greetsWithTheServersIdAndTheTime() {
    HttpResponse<String> first = client.get("/");
    assertThat(first.statusCode()).isEqualTo(200);
    assertHtml(first);
    assertThat(first.body())
        .matches("It is working, good job [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} \\d{13}");
    String upToTheTime = first.body().substring(0, first.body().lastIndexOf(' '));
    assertThat(client.get("/").body()).as("the id stays").startsWith(upToTheTime);
  }

  @Test
  void storesAndReturnsAnItemSentAsJson() {
    HttpResponse<String> stored = postJson("{\"id\":\"a\",\"val\":\"1 < 2 & é ☃\"}");
    assertThat(stored.statusCode()).isEqualTo(200);
    assertThat(stored.body()).isEqualTo("ok");
    assertHtml(stored);
    awaitValue("a", "1 < 2 & é ☃");
    assertHtml(client.item("a"));
    assertThat(master.get("a")).isEqualTo("1 < 2 & é ☃");
  }

  @Test
  void storesAndReturnsAnItemSentAsForm() {
    assertThat(client.put("k & =", "v+ é").body()).isEqualTo("ok");
    awaitValue("k & =", "v+ é");
  }

  @Test
  void keepsAnEmptyValue() {
    assertThat(client.put("hollow", "").statusCode()).isEqualTo(200);
    Await.until("listed", REPLICATED_WITHIN, () -> client.get("/items").body().contains("hollow"));
    assertThat(client.item("hollow").body()).isEmpty();
  }

  @Test
  void answersAMissingItemWithAnEmptyBody() {
    HttpResponse<String> missing = client.item("nobody");
    assertThat(missing.statusCode()).isEqualTo(200);
    assertThat(missing.body()).isEmpty();
    assertHtml(missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/item      | application/json                  | {\"id\":\"gone\"}",
        "/item      | application/x-www-form-urlencoded | id=gone",
        "/item?id=gone |                                |",
      })
  void deletes(String path, String type, String body) {
    client.put("gone", "soon");
    awaitValue("gone", "soon");
    HttpResponse<String> deleted = client.send("DELETE", path, type, body);
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body()).isEqualTo("ok");
    awaitValue("gone", "");
    assertThat(client.send("DELETE", path, type, body).body()).as("again").isEqualTo("ok");
  }

  @Test
  void listsTheKeysAsAnArray() {
    client.put("one", "1");
    client.put("two \"quoted\"", "2");
    awaitValue("two \"quoted\"", "2");
    HttpResponse<String> list = client.get("/items");
    assertHtml(list);
    assertThat(new Gson().fromJson(list.body(), String[].class))
        .containsExactlyInAnyOrder("one", "two \"quoted\"");
    assertThat(list.headers().firstValue("X-Items-Truncated")).isEmpty();
  }

  @Test
  void saysWhenTheArrayWasCut() {
    fill(ItemsApi.MAX_LISTED + 1);
    HttpResponse<String> list = client.get("/items");
    assertThat(new Gson().fromJson(list.body(), String[].class)).hasSize(ItemsApi.MAX_LISTED);
    assertThat(list.headers().firstValue("X-Items-Truncated")).contains("true");
  }

  @Test
  void walksAllKeysByCursor() {
    fill(1_234);
    Set<String> seen = new HashSet<>();
    String cursor = "0";
    int pages = 0;
    do {
      HttpResponse<String> page = client.get("/items?count=100&cursor=" + cursor);
      assertThat(page.headers().firstValue("Content-Type")).contains("application/json");
      JsonObject body = new Gson().fromJson(page.body(), JsonObject.class);
      body.getAsJsonArray("items").forEach(key -> seen.add(key.getAsString()));
      cursor = body.get("cursor").getAsString();
      pages++;
    } while (!cursor.equals("0") && pages < 100);
    assertThat(seen).hasSize(1_234);
    assertThat(pages).isBetween(5, 50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /item              |                                   |              | 400 | id is missing",
        "GET    | /item?id=          |                                   |              | 400 | id is empty",
        "GET    | /items?count=0     |                                   |              | 400 | count is not",
        "GET    | /items?count=x     |                                   |              | 400 | count is not",
        "GET    | /items?cursor=-1   |                                   |              | 400 | cursor is none",
        "GET    | /items?cursor=NUAxMC4wLjAuMTo2Mzc5 |               |              | 410 | start the listing again",
        "GET    | /nowhere           |                                   |              | 404 |",
        "PUT    | /item              | application/json                  | {}           | 405 |",
        "POST   | /item              | application/json                  | {\"id\":      | 400 | not a JSON object",
        "POST   | /item              | application/json                  | not json     | 400 | not a JSON object",
        "POST   | /item              | application/json                  | {id:'a'}     | 400 | not a JSON object",
        "POST   | /item              | application/json                  | [1]          | 400 | not a JSON object",
        "POST   | /item              | application/json                  | {} {}        | 400 | not a JSON object",
        "POST   | /item              | application/json                  | ''           | 400 | not a JSON object",
        "POST   | /item              | application/json                  | {}           | 400 | id is missing",
        "POST   | /item              | application/json                  | {\"id\":\"a\"} | 400 | val is missing",
        "POST   | /item              | application/json                  | {\"id\":1,\"val\":\"b\"} | 400 | id is not a string",
        "POST   | /item              | application/json                  | {\"id\":\"a\",\"val\":5} | 400 | val is not a string",
        "POST   | /item              | application/json                  | {\"id\":\"a\",\"val\":null} | 400 | val is not a string",
        "POST   | /item              | application/json                  | {\"id\":\"a\",\"val\":{}} | 400 | val is not a string",
        "POST   | /item              | application/json                  | {\"id\":\"a\",\"val\":\"\\ud800\"} | 400 | val is not valid Unicode",
        "POST   | /item              | application/x-www-form-urlencoded | id=a         | 400 | val is missing",
        "POST   | /item              | application/x-www-form-urlencoded | id=%zz&val=b | 400 |",
        "POST   | /item              | text/plain                        | a=b          | 415 | application/json",
        "POST   | /item              |                                   | a=b          | 415 | application/json",
        "DELETE | /item              | application/json                  | {}           | 400 | id is missing",
      })
  void refusesWithAProblem(
      String method, String path, String type, String body, int status, String detail) {
    HttpResponse<String> answer = client.send(method, path, type, body);
    assertProblem(answer, status, detail == null ? "" : detail);
    assertThat(client.get("/").statusCode()).as("still serves").isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/item?id=a, ''",
    "/item?id=a, 7",
    "/item?id=a, 7-x",
    "/items, 7-1-1",
    "/items?cursor=0, 7-1234567890123456789",
  })
  void refusesAPositionThatIsNone(String path, String position) {
    assertProblem(client.get(path, position), 400, "Items-Position is none that this service gave");
  }

  /// Nobody has counted anything here.
  @Test
  void answersWithoutAPositionAndNeedsNone() {
    HttpResponse<String> stored = client.put("a", "1");
    assertThat(stored.headers().firstValue(ItemsApi.POSITION)).isEmpty();
    awaitValue("a", "1");
    assertThat(client.get("/item?id=a", "0-0").body()).isEqualTo("1");
    assertThat(client.get("/items", "0-0").body()).isEqualTo("[\"a\"]");
  }

  @Test
  void refusesAMalformedQuery() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), items.port())) {
      String request = "GET /item?id=%zz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains(PROBLEM);
    }
  }

  @Test
  void refusesABodyOfTenMegabytes() {
    assertProblem(client.put("big", "x".repeat(10_000_000)), 413, "");
    assertThat(client.get("/").statusCode()).as("still serves").isEqualTo(200);
  }

  @Test
  void boundsTheLengthsOfIdAndValue() {
    String longestId = "i".repeat(ItemRequest.MAX_ID_BYTES);
    String longestValue = "v".repeat(ItemRequest.MAX_VALUE_BYTES);
    assertThat(client.put(longestId, longestValue).statusCode()).isEqualTo(200);
    awaitValue(longestId, longestValue);
    assertProblem(client.put(longestId + "i", "v"), 400, "id is 1025 bytes long");
    assertProblem(client.put("i", longestValue + "v"), 400, "val is 131073 bytes long");
    assertProblem(client.item(longestId + "i"), 400, "id is 1025 bytes long");
  }

  @Test
  void reportsWhatRedisRefuses() {
    master.lpush("queue", "x");
    Await.until(
        "the replica has it too",
        REPLICATED_WITHIN,
        () -> client.item("queue").statusCode() == 500);
    assertProblem(client.item("queue"), 500, "WRONGTYPE");
  }

  @Test
  void letsAnyOriginCall() {
    HttpResponse<String> simple =
        client.send(HttpRequest.newBuilder(client.uri("/")).header("Origin", "http://elsewhere"));
    assertThat(simple.headers().firstValue("Access-Control-Allow-Origin")).contains("*");

    HttpResponse<String> preflight =
        client.send(
            HttpRequest.newBuilder(client.uri("/item"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://elsewhere")
                .header("Access-Control-Request-Method", "DELETE")
                .header("Access-Control-Request-Headers", "content-type"));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("DELETE", "POST");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .containsIgnoringCase("content-type")
        .contains("Items-Position");
    assertThat(preflight.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("Retry-After", "X-Items-Truncated", "Items-Position");

    HttpResponse<String> refused = client.get("/item");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void namesItsComponents() {
    HttpResponse<String> health = client.get("/healthz");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"state\":\"up\"", "\"redis-read\"", "\"redis-write\"", "\"server\"");
  }

  @Test
  void countsByRouteNotByPath() {
    client.item("secret-id");
    client.get("/wp-login.php");
    // A request is counted when it has been answered.
    String metrics =
        Await.text(
            REPLICATED_WITHIN,
            () -> client.get("/metrics").body(),
            "http_requests_total{method=\"GET\",route=\"/item\",status=\"200\"}",
            "http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"}",
            "http_request_duration_seconds_bucket{method=\"GET\",route=\"/item\"");
    assertThat(metrics).doesNotContain("secret-id", "wp-login");
  }

  @Test
  void servesTwoHundredClientsAtOnce() {
    client.put("shared", "value");
    awaitValue("shared", "value");
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Boolean>> answers =
          IntStream.range(0, 200)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> oneClient(i), clients))
              .toList();
      assertThat(answers).allMatch(CompletableFuture::join);
    }
  }

  @Test
  void takesManyLargeValuesAtOnceInLittleMemory() {
    String value = "v".repeat(100_000);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 200)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> putLarge(i, value), clients))
              .toList();
      assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
    }
  }

  /// Whose turn does not come within the service's patience is told to come again, and does.
  private int putLarge(int number, String value) {
    return Await.value(
        "large-" + number + " has an answer",
        TAKEN_WITHIN,
        () -> Optional.of(client.put("large-" + number, value).statusCode()).filter(s -> s != 503));
  }

  private boolean oneClient(int number) {
    for (int call = 0; call < 5; call++) {
      boolean stored = client.put("own-" + number, "v" + call).statusCode() == 200;
      if (!stored || !client.item("shared").body().equals("value")) {
        return false;
      }
    }
    return true;
  }

  private void fill(int keys) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      pairs.addAll(List.of("key-" + i, "v"));
    }
    master.mset(pairs.toArray(String[]::new));
    awaitValue("key-" + (keys - 1), "v");
  }

  private HttpResponse<String> postJson(String body) {
    return client.send("POST", "/item", Client.JSON, body);
  }

  private void awaitValue(String id, String value) {
    Await.until(
        "the replica has " + id, REPLICATED_WITHIN, () -> client.item(id).body().equals(value));
  }

  private static void assertHtml(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains(PROBLEM);
    JsonObject problem = new Gson().fromJson(answer.body(), JsonObject.class);
    assertThat(problem.get("status").getAsInt()).isEqualTo(status);
    assertThat(problem.get("title").getAsString()).isNotBlank();
    assertThat(problem.get("detail").getAsString()).contains(detail);
    assertThat(answer.body()).doesNotContain("Exception", "\\tat ");
  }
}
