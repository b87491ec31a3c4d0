package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.net.Endpoint;
import dev.tripod.scenarios.lab.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Looks for every secret of the cluster where none may be.
class SecretsLabTest extends WorldTest {
  private static final List<String> JOBS =
      List.of("items", "keeper", "redis", "autoscaler", "prometheus", "frontend");

  /// By name, what to look for.
  private static Map<String, String> secrets;

  @BeforeAll
  static void open() throws InterruptedException {
    secrets = new LinkedHashMap<>();
    var kept = Secrets.read(world.cluster().credentials().getParent());
    kept.byName().forEach((name, secret) -> secrets.put(name, oneLine(secret)));
    Roles.all(world)
        .forEach(
            (role, tokens) -> {
              secrets.put(role + "'s token for Nomad", tokens.nomad());
              secrets.put(role + "'s token for Consul", tokens.consul());
            });
    secrets.values().removeIf(String::isEmpty);
  }

  @Test
  void thereAreSecretsToLookFor() {
    assertThat(secrets).hasSizeGreaterThan(25).containsKey("items's token for Consul");
    assertThat(found("so " + secrets.get("redis_items_password") + " is found"))
        .containsExactly("redis_items_password");
  }

  @Test
  void noneIsInTheCheckoutOrWhatItsCommandsWrote() throws IOException {
    var root = world.checkout().root();
    try (Stream<Path> files = Files.walk(root)) {
      var holding =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !found(text(file)).isEmpty())
              .map(root::relativize)
              .toList();
      assertThat(holding).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noneIsInALogOfANode(int node) throws InterruptedException {
    var said =
        world.lab().ssh(node, "journalctl --no-pager --output=cat; cat /var/log/*.log || true");
    assertThat(said).contains("Started");
    assertThat(found(said)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noneIsInALogOfATask(int node) throws InterruptedException {
    var said = world.lab().ssh(node, "cat /var/lib/nomad/alloc/*/alloc/logs/*");
    assertThat(said).isNotEmpty();
    assertThat(found(said)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noneIsInTheListOfProcesses(int node) throws InterruptedException {
    var said = world.lab().ssh(node, "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '");
    assertThat(said).contains("nomad");
    assertThat(found(said)).isEmpty();
  }

  @Test
  void noneIsInAJob() {
    for (var job : JOBS) {
      assertThat(found(world.nomad().job(job).toString())).as(job).isEmpty();
      assertThat(found(world.nomad().allocations(job).toString())).as(job).isEmpty();
    }
  }

  @Test
  void noneIsInAPage() throws IOException, InterruptedException {
    var urls = world.cluster().urls();
    for (var page :
        List.of(
            urls.site().resolve("/"),
            urls.nomad().resolve("/ui/"),
            urls.consul().resolve("/ui/"),
            urls.prometheus().resolve("/graph"),
            urls.prometheus().resolve("/api/v1/status/config"),
            urls.autoscaler().resolve("/v1/decisions"))) {
      var body = page(page);
      assertThat(body).as(page.toString()).isNotEmpty();
      assertThat(found(body)).as(page.toString()).isEmpty();
    }
  }

  private static String page(URI url) throws IOException, InterruptedException {
    var tls = world.cluster().tls();
    try (var client = new Endpoint(url, Optional.empty(), Optional.of(tls)).client().build()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }

  /// The names of the secrets in a text.
  private static List<String> found(String text) {
    return secrets.entrySet().stream()
        .filter(secret -> text.contains(secret.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Of a key in PEM, the line that no other key has.
  private static String oneLine(String secret) {
    return secret.lines().filter(line -> !line.startsWith("-----")).findFirst().orElse("");
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
