package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.load.Items;
import dev.tripod.scenarios.load.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract of the items API, through the virtual IP.
class ContractLabTest extends WorldTest {
  private static final String OK = "all answered with 200";
  private static final Duration REPLICATION = Duration.ofSeconds(5);
  private static Items items;
  private static URI site;

  @BeforeAll
  static void open() throws InterruptedException {
    items = world.items();
    site = world.cluster().urls().site();
  }

  /// Replicas answer reads, so a write is seen a moment later.
  private static void awaitValue(String id, String value) throws InterruptedException {
    Until.holds(id + " reads as '" + value + "'", REPLICATION, () -> value.equals(read(id)));
  }

  private static String read(String id) {
    try {
      return items.get(id).body();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  private static HttpResponse<String> plain(String path) throws Exception {
    return items.send(HttpRequest.newBuilder(site.resolve(path)).GET());
  }

  private static HttpResponse<String> form(String body) throws Exception {
    return items.send(
        HttpRequest.newBuilder(site.resolve("/item"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void theGreetingNamesTheServerAndTheTime() throws Exception {
    var response = plain("/api/");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).matches("It is working, good job \\S+ \\d{13}\\s*");
  }

  @Test
  void aValueIsWrittenReadListedAndDeleted() throws Exception {
    assertThat(items.post("contract-a", "17 & <b>4</b>").body()).isEqualTo("ok");
    awaitValue("contract-a", "17 & <b>4</b>");
    var read = items.get("contract-a");
    assertThat(read.headers().firstValue("Content-Type")).get().asString().startsWith("text/html");
    var keys = new ObjectMapper().readTree(plain("/items").body());
    assertThat(keys).anyMatch(key -> key.asText().equals("contract-a"));
    var deleted = items.delete("contract-a");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body()).isEqualTo("ok");
    awaitValue("contract-a", "");
  }

  @Test
  void aFormIsAsGoodAsJson() throws Exception {
    assertThat(form("id=contract-form&val=a+b").body()).isEqualTo("ok");
    awaitValue("contract-form", "a b");
    items.delete("contract-form");
  }

  @Test
  void aMissingKeyIsAnEmptyBody() throws Exception {
    var response = items.get("contract-never-written");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aMissingIdIsRefusedAndKillsNobody() throws Exception {
    assertProblem(plain("/item"), 400);
    assertThat(plain("/api/").statusCode()).isEqualTo(200);
  }

  @Test
  void everyOriginMayCall() throws Exception {
    var preflight =
        items.send(
            HttpRequest.newBuilder(site.resolve("/item"))
                .header("Origin", "http://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void theSameUnderApi() throws Exception {
    items.post("contract-api", "1");
    awaitValue("contract-api", "1");
    assertThat(plain("/api/item?id=contract-api").body()).isEqualTo("1");
    items.delete("contract-api");
  }

  @Test
  void theInsideIsNotPublic() throws Exception {
    for (var path : List.of("/metrics", "/healthz", "/api/metrics", "/api/healthz")) {
      assertThat(plain(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void theSiteIsServedAtTheSameAddress() throws Exception {
    var response = plain("/");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<title>Tripod items</title>");
  }

  @Test
  void malformedJsonIsRefused() throws Exception {
    assertProblem(items.send("POST", "/item", "{\"id\": "), 400);
    assertProblem(items.send("POST", "/item", "{\"val\": \"1\"}"), 400);
    assertProblem(items.send("DELETE", "/item", "{}"), 400);
  }

  @Test
  void tenMegabytesAreRefused() throws Exception {
    var response = items.send("POST", "/item", "x".repeat(10 * 1024 * 1024));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  /// They are a burst that five instances are started for, on the two cores that these clients
  /// use, too: so they are patient. That nobody waits long is for scenarios with a load to show.
  @Test
  void twoHundredClientsAtOnce() throws Exception {
    var names = IntStream.range(0, 200).mapToObj(n -> "contract-client-" + n).toList();
    Map<String, String> outcomes = new ConcurrentHashMap<>();
    try (var patient = new Items(world.site(), Duration.ofSeconds(30))) {
      Parallel.forEach(names, 200, name -> outcomes.put(name, writeThenDelete(patient, name)));
    }
    assertThat(outcomes).hasSize(200).allSatisfy((_, outcome) -> assertThat(outcome).isEqualTo(OK));
  }

  /// [#OK] when every call of this client was answered with 200, else the first that was not.
  private static String writeThenDelete(Items client, String name) {
    try {
      var outcome = outcome("POST", client.post(name, name));
      for (int read = 1; read <= 5 && outcome.equals(OK); read++) {
        outcome = outcome("GET " + read, client.get(name));
      }
      return outcome.equals(OK) ? outcome("DELETE", client.delete(name)) : outcome;
    } catch (IOException cause) {
      return cause.toString();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return ended.toString();
    }
  }

  private static String outcome(String call, HttpResponse<String> response) {
    return response.statusCode() == 200
        ? OK
        : "%s: %d %s".formatted(call, response.statusCode(), response.body());
  }
}
