package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.config.Env;
import dev.tripod.kit.testing.RedisServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who may change items, and pages of which sites may call: as a client sees it.
@Timeout(60)
class AccessTest {
  private static final int LIMIT = 5;

  private final RedisServer redis = RedisServer.start("--save", "");
  private Items items;
  private Client client;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    client.close();
    items.close();
    redis.close();
  }

  @Test
  void onlyAKnownKeyChangesItems() throws IOException {
    startWithKeys();
    HttpResponse<String> missing = put("a", null, null);
    assertRefused(missing, "Bearer realm=\"items\"", "Authorization: Bearer KEY");
    assertRefused(
        put("a", "Authorization", "Bearer guess"), "Bearer realm=\"items\", error=", "not known");
    assertRefused(put("a", "X-API-Key", "guess"), "Bearer realm=\"items\", error=", "not known");
    assertRefused(put("a", "Authorization", "Basic Zmlyc3Q6"), "Bearer realm=\"items\"", "Bearer");
    assertRefused(put("a", "Authorization", "Bearer "), "Bearer realm=\"items\"", "");
    assertRefused(client.send("DELETE", "/item?id=a", null, null), "Bearer", "API key");
    assertThat(client.item("a").body()).as("nothing was changed").isEmpty();

    assertThat(put("a", "Authorization", "Bearer second").statusCode()).isEqualTo(200);
    assertThat(put("b", "authorization", "bearer second").statusCode()).isEqualTo(200);
    assertThat(put("c", "X-API-Key", "second").statusCode()).isEqualTo(200);
    assertThat(client.item("a").body()).as("reads need none").isEqualTo("1");
    assertThat(client.get("/items").body()).contains("a", "b", "c").doesNotContain("quota");
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(client.uri("/item?id=a"))
                        .DELETE()
                        .header("Authorization", "Bearer second"))
                .body())
        .isEqualTo("ok");
  }

  /// A minute may end in between, once: so within twice the quota and one the end must come.
  @Test
  void aKeyComesToTheEndOfItsQuota() throws IOException {
    startWithKeys();
    int taken = 0;
    HttpResponse<String> answer = put("a", "Authorization", "Bearer first");
    while (answer.statusCode() == 200 && taken <= 2 * LIMIT) {
      taken++;
      answer = put("a", "Authorization", "Bearer first");
    }
    assertThat(taken).isBetween(LIMIT, 2 * LIMIT);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("\"status\":429", "may make 5 changes a minute");
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    assertThat(put("a", "Authorization", "Bearer second").statusCode())
        .as("another key")
        .isEqualTo(200);
  }

  @Test
  void aLateChangeThatCannotBeCountedIsRefusedInWhatIsLeft() throws Exception {
    startWithKeys();
    redis.kill();
    LateRequest.assertRefusedInTime(
        client,
        LateRequest.to(client.uri("/item?id=a")).DELETE().header("Authorization", "Bearer first"));
  }

  @Test
  void aPreflightNeedsNoKeyAndAllowsToSendOne() throws IOException {
    startWithKeys();
    HttpResponse<String> preflight = preflight("https://anywhere.example");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Headers"))
        .contains("Authorization", "X-API-Key", "Content-Type");
    HttpResponse<String> refused = put("a", null, null);
    assertThat(header(refused, "Access-Control-Allow-Origin"))
        .as("pages may read why")
        .isEqualTo("*");
  }

  @Test
  void onlyListedOriginsAreAllowed() {
    start(Map.of("CHANGES", "anonymous", "CORS_ORIGINS", "https://a.example, http://b:8080"));
    HttpResponse<String> allowed = preflight("http://b:8080");
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(header(allowed, "Access-Control-Allow-Origin")).isEqualTo("http://b:8080");
    assertThat(header(allowed, "Vary")).isEqualTo("Origin");
    HttpResponse<String> other = preflight("https://a.example.org");
    assertThat(other.statusCode()).isEqualTo(405);
    assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(header(other, "Vary")).as("for caches").isEqualTo("Origin");
    assertThat(header(client.get("/items"), "Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void noOriginIsAllowedWhenNoneIs() {
    start(Map.of("CHANGES", "anonymous", "CORS_ORIGINS", "none"));
    assertThat(preflight("https://a.example").statusCode()).isEqualTo(405);
    assertThat(header(client.get("/items"), "Access-Control-Allow-Origin")).isEmpty();
  }

  /// `first` with a limit and `second` without, by their SHA-256.
  private void startWithKeys() throws IOException {
    Path keys =
        Files.writeString(
            folder.resolve("keys"),
            """
            limited   a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e %d
            unlimited 16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4
            """
                .formatted(LIMIT));
    start(Map.of("CHANGES", "keys", "API_KEYS_FILE", keys.toString()));
  }

  private void start(Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(Map.of("PORT", "0", "DRAIN_DELAY", "0ms", "REDIS_URL", redis.url()));
    variables.putAll(more);
    items = Items.start(ItemsSettings.of(new Env(variables)));
    client = new Client(items.port());
  }

  private HttpResponse<String> put(String id, String header, String value) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(client.uri("/item"))
            .header("Content-Type", Client.FORM)
            .POST(BodyPublishers.ofString("id=%s&val=1".formatted(id)));
    if (header != null) {
      request.header(header, value);
    }
    return client.send(request);
  }

  private HttpResponse<String> preflight(String origin) {
    return client.send(
        HttpRequest.newBuilder(client.uri("/item"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void assertRefused(HttpResponse<String> answer, String challenge, String detail) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).startsWith(challenge);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"status\":401", detail);
  }
}
