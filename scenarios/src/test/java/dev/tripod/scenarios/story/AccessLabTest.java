package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.scenarios.lab.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may do what: each role tries each action, for real.
@Tag("lab")
class AccessLabTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Map<String, String> TOKENS =
      Map.of("nomad", "nomad_token", "consul", "consul_token");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static World world;

  @BeforeAll
  static void open() throws InterruptedException {
    world = World.open();
    world.ready();
  }

  @AfterAll
  static void close() {
    HTTP.shutdownNow();
    if (world != null) {
      world.close();
    }
  }

  /// A list that is filtered is refused, too: the answer must hold the text.
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # api  | method | path                             | body                     | shows   | nobody | stranger | viewer | deployer
          nomad  | GET    | /v1/jobs                         |                          | items   | no     | no       | yes    | yes
          nomad  | GET    | /v1/job/items                    |                          | items   | no     | no       | yes    | yes
          nomad  | GET    | /v1/nodes                        |                          | node1   | no     | no       | yes    | yes
          nomad  | GET    | /v1/allocations                  |                          | items   | no     | no       | yes    | yes
          nomad  | GET    | /v1/scaling/policies             |                          | items   | no     | no       | yes    | yes
          nomad  | GET    | /v1/operator/autopilot/health   |                          | Servers | no     | no       | yes    | yes
          nomad  | PUT    | /v1/job/items/scale              | {"Target":{"Group":"no"}}|         | no     | no       | no     | bad
          nomad  | POST   | /v1/jobs/parse                   | {"JobHCL":"job x {}"}    | x       | no     | no       | yes    | yes
          nomad  | DELETE | /v1/job/no-such-job              |                          |         | no     | no       | no     | yes
          nomad  | PUT    | /v1/system/gc                    |                          |         | no     | no       | no     | no
          nomad  | GET    | /v1/operator/snapshot            |                          |         | no     | no       | no     | no
          nomad  | GET    | /v1/acl/tokens                   |                          |         | no     | no       | no     | no
          nomad  | POST   | /v1/acl/policy/mine              | {"Name":"mine"}          |         | no     | no       | no     | no
          consul | GET    | /v1/catalog/services             |                          | items   | no     | no       | yes    | yes
          consul | GET    | /v1/health/service/items         |                          | items   | no     | no       | yes    | yes
          consul | GET    | /v1/catalog/nodes                |                          | node1   | no     | no       | yes    | yes
          consul | GET    | /v1/agent/self                   |                          | Config  | no     | no       | yes    | yes
          consul | GET    | /v1/operator/raft/configuration  |                          | Servers | no     | no       | no     | yes
          consul | GET    | /v1/kv/redis/leader              |                          |         | no     | no       | no     | no
          consul | PUT    | /v1/kv/redis/leader              | mine                     |         | no     | no       | no     | no
          consul | PUT    | /v1/agent/service/register       | {"Name":"redis-master"}  |         | no     | no       | no     | no
          consul | PUT    | /v1/session/create               |                          |         | no     | no       | no     | no
          consul | GET    | /v1/snapshot                     |                          |         | no     | no       | no     | no
          consul | GET    | /v1/acl/tokens                   |                          | Secret  | no     | no       | no     | no
          consul | PUT    | /v1/acl/policy                   | {"Name":"mine"}          |         | no     | no       | no     | no
          """)
  void eachRoleMayDoWhatIsItsAndNothingElse(
      String api,
      String method,
      String path,
      String body,
      String shows,
      String nobody,
      String stranger,
      String viewer,
      String deployer)
      throws IOException, InterruptedException {
    var call = new Call(api, method, path, body == null ? "" : body, shows == null ? "" : shows);
    assertThat(call.as("")).as("nobody").isEqualTo(nobody);
    assertThat(call.as(UUID.randomUUID().toString())).as("stranger").isEqualTo(stranger);
    assertThat(call.as(tokenOf("viewer", api))).as("viewer").isEqualTo(viewer);
    assertThat(call.as(tokenOf("deployer", api))).as("deployer").isEqualTo(deployer);
  }

  private static String tokenOf(String role, String api) throws IOException {
    Path file = world.cluster().credentials().resolveSibling(role + ".json");
    return new ObjectMapper().readTree(file.toFile()).path(TOKENS.get(api)).asText();
  }

  private record Call(String api, String method, String path, String body, String shows) {
    /// `yes`, `no`, or `bad` for a call that was let in and then made no sense.
    String as(String token) throws IOException, InterruptedException {
      var urls = world.cluster().urls();
      URI url = (api.equals("nomad") ? urls.nomad() : urls.consul()).resolve(path);
      var request =
          HttpRequest.newBuilder(url)
              .timeout(PATIENCE)
              .method(method, BodyPublishers.ofString(body));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> answer.body().contains(shows) ? "yes" : "no";
        case 401, 403 -> "no";
        case 400, 404, 500 -> "bad";
        default -> answer.statusCode() + " " + answer.body();
      };
    }
  }
}
