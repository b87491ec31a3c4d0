package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.kit.net.Authority;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.TestAuthority;
import dev.tripod.scenarios.lab.Credentials;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Secrets;
import dev.tripod.scenarios.lab.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The APIs of the cluster, called with every kind of certificate and token that is not enough.
class GateLabTest extends WorldTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Consul's and Nomad's shortest life of a token is a minute; both clean up now and then.
  private static final Duration EXPIRY = Duration.ofMinutes(2);

  /// In TLS 1.3 a client speaks before it is refused, and the connection's end can overtake
  /// the alert with the reason.
  private static final String NO_REASON = "header parser received no bytes";

  private static final int ATTEMPTS = 20;

  @TempDir static Path folder;

  private static Secrets secrets;
  private static Map<String, URI> apis;

  @BeforeAll
  static void open() throws InterruptedException, IOException {
    var kept = world.cluster().credentials().getParent();
    secrets = Secrets.read(kept);
    var urls = world.cluster().urls();
    apis =
        Map.of(
            "nomad", urls.nomad(),
            "consul", urls.consul(),
            "prometheus", urls.prometheus(),
            "autoscaler", urls.autoscaler());
    for (var role : new String[] {"viewer", "deployer", "prometheus"}) {
      Files.copy(kept.resolve(role + ".pem"), folder.resolve(role + ".pem"));
      Files.copy(kept.resolve(role + ".pem.key"), folder.resolve(role + ".pem.key"));
    }
    for (var own : new String[] {"node.pem", "node.pem.key", "site.pem", "site.pem.key"}) {
      Files.writeString(folder.resolve(own), world.lab().ssh(1, "cat /etc/tripod/tls/" + own));
    }
    imitation().certify("stranger", "/OU=role/CN=deployer");
    var ours = TestAuthority.of(folder, world.cluster().ca(), secrets.get("ca_key"));
    ours.certify("unknown", "/OU=role/CN=unknown");
    ours.certifyExpired("expired", "/OU=role/CN=deployer");
  }

  /// Its name is the same, so that clients offer what it signed.
  private static TestAuthority imitation() throws IOException, InterruptedException {
    return new TestAuthority(folder, "imitation", "/CN=Tripod CA of " + world.cluster().name());
  }

  @ParameterizedTest(name = "{0}: {1} {2} as {3} with token {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # api      | method | path                | certificate | token    | answer
          nomad      | GET    | /v1/jobs            | none        | deployer | certificate_required
          nomad      | GET    | /v1/jobs            | stranger    | deployer | unknown_ca
          nomad      | GET    | /v1/jobs            | expired     | deployer | certificate_expired
          nomad      | GET    | /v1/jobs            | site        | deployer | unsupported_certificate
          nomad      | GET    | /v1/jobs            | node        | deployer | 403 The gate lets no certificate of the role 'node1'
          nomad      | GET    | /v1/jobs            | unknown     | deployer | 403 The gate lets no certificate of the role 'unknown'
          nomad      | GET    | /v1/jobs            | prometheus  | deployer | 403 The gate lets no certificate of the role 'prometheus'
          nomad      | GET    | /v1/metrics         | prometheus  | none     | 200
          nomad      | GET    | /v1/jobs            | viewer      | viewer   | 200
          nomad      | PUT    | /v1/job/items/scale | viewer      | deployer | 403 The gate lets no certificate of the role 'viewer'
          nomad      | GET    | /v1/jobs            | deployer    | deployer | 200
          nomad      | PUT    | /v1/volume/host/create | deployer | deployer | 403 The gate lets nobody
          nomad      | PUT    | /v1/volume/%68ost/create | deployer | deployer | 403 The gate lets nobody
          nomad      | PUT    | /v1//volume/host/create | deployer | deployer | 307
          nomad      | GET    | /v1/operator/snapshot | deployer  | deployer | 403 The gate lets nobody
          nomad      | GET    | /v1/jobs            | deployer    | none     | 403 Permission denied
          nomad      | GET    | /v1/jobs            | deployer    | wrong    | 403 Permission denied
          consul     | GET    | /v1/agent/self      | none        | deployer | certificate_required
          consul     | GET    | /v1/agent/self      | stranger    | deployer | unknown_ca
          consul     | GET    | /v1/agent/self      | expired     | deployer | certificate_expired
          consul     | GET    | /v1/agent/self      | site        | deployer | unsupported_certificate
          consul     | GET    | /v1/agent/self      | node        | deployer | 403 The gate lets no certificate of the role 'node1'
          consul     | GET    | /v1/agent/self      | prometheus  | deployer | 403 The gate lets no certificate of the role 'prometheus'
          consul     | GET    | /v1/agent/metrics   | prometheus  | none     | 403 Permission denied
          consul     | PUT    | /v1/session/create  | viewer      | deployer | 403 The gate lets no certificate of the role 'viewer'
          consul     | GET    | /v1/agent/self      | viewer      | viewer   | 200
          consul     | GET    | /v1/agent/self      | deployer    | none     | 403 Permission denied
          consul     | GET    | /v1/agent/self      | deployer    | wrong    | 403 ACL not found
          prometheus | GET    | /api/v1/targets     | none        | none     | certificate_required
          prometheus | GET    | /api/v1/targets     | stranger    | none     | unknown_ca
          prometheus | GET    | /api/v1/targets     | expired     | none     | certificate_expired
          prometheus | GET    | /api/v1/targets     | node        | none     | 403 The gate lets no certificate of the role 'node1'
          prometheus | GET    | /api/v1/targets     | viewer      | none     | 200
          autoscaler | GET    | /v1/decisions       | none        | none     | certificate_required
          autoscaler | GET    | /v1/decisions       | stranger    | none     | unknown_ca
          autoscaler | GET    | /v1/decisions       | expired     | none     | certificate_expired
          autoscaler | GET    | /v1/decisions       | node        | none     | 403 The gate lets no certificate of the role 'node1'
          autoscaler | GET    | /v1/decisions       | prometheus  | none     | 403 The gate lets no certificate of the role 'prometheus'
          autoscaler | GET    | /v1/decisions       | viewer      | none     | "leader":true
          autoscaler | PUT    | /v1/decisions       | viewer      | none     | 403 The gate lets no certificate of the role 'viewer'
          autoscaler | PUT    | /v1/decisions       | deployer    | none     | 403 The gate lets nobody change anything here
          """)
  void onlyTheRightCertificateWithTheRightTokenIsLetIn(
      String api, String method, String path, String certificate, String token, String answer)
      throws IOException {
    var secret = token(api, token);
    var seen = call(api, method, path, certificate, secret);
    for (var attempt = 1; attempt < ATTEMPTS && seen.endsWith(NO_REASON); attempt++) {
      seen = call(api, method, path, certificate, secret);
    }
    assertThat(seen).contains(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "nomad, /v1/jobs",
    "consul, /v1/agent/self",
    "prometheus, /api/v1/targets",
    "autoscaler, /v1/decisions"
  })
  void nobodyIsAnsweredInClear(String api, String path) {
    var url = URI.create(apis.get(api).toString().replace("https:", "http:")).resolve(path);

    assertThat(answer(Endpoint.open(url), "GET", path)).startsWith("no answer");
  }

  /// Of the autoscalers one leads, on one node; the gates of all nodes know which.
  @Test
  void theGateOfEachNodeLeadsToTheAutoscalerThatLeads() {
    var virtual = endpoint("autoscaler", "viewer", "");
    for (var node : world.cluster().nodes()) {
      var url = virtual.url().toString().replace(world.cluster().vip().address(), node.address());
      var own = new Endpoint(URI.create(url), virtual.token(), virtual.tls());

      assertThat(answer(own, "GET", "/leader")).as(node.name()).isEqualTo("200 {\"leader\":true}");
    }
  }

  @Test
  void aTokenThatHasExpiredIsRefused() throws IOException, InterruptedException {
    var made = new ObjectMapper().readTree(makeShortLivedToken()).path("SecretID").asText();
    assertThat(call("nomad", "GET", "/v1/jobs", "deployer", made)).startsWith("200");

    Until.holds(
        "Nomad refuses the token that has expired",
        EXPIRY,
        () -> call("nomad", "GET", "/v1/jobs", "deployer", made).startsWith("403"));
  }

  private static String makeShortLivedToken() {
    var body =
        """
        {"Name": "short", "Type": "client", "Policies": ["viewer"], "ExpirationTTL": "1m"}
        """;
    var management = endpoint("nomad", "deployer", secrets.get("nomad_management_token"));
    return answer(management, "PUT", "/v1/acl/token", body).substring("200 ".length());
  }

  private static String token(String api, String whose) throws IOException {
    if (whose.equals("none")) {
      return "";
    }
    if (whose.equals("wrong")) {
      return UUID.randomUUID().toString();
    }
    var file = world.cluster().credentials().resolveSibling(whose + ".json");
    var credentials = Credentials.read(file);
    return api.equals("nomad") ? credentials.nomad() : credentials.consul();
  }

  private static String call(
      String api, String method, String path, String certificate, String token) {
    return answer(endpoint(api, certificate, token), method, path);
  }

  private static Endpoint endpoint(String api, String certificate, String token) {
    var ca = world.cluster().ca();
    SSLContext tls =
        certificate.equals("none")
            ? Authority.trusted(ca)
            : Authority.trusted(ca, folder.resolve(certificate + ".pem"));
    return new Endpoint(
        apis.get(api), Optional.of(token).filter(t -> !t.isEmpty()), Optional.of(tls));
  }

  private static String answer(Endpoint api, String method, String path) {
    return answer(api, method, path, "");
  }

  /// The status and the body, or why there is none.
  private static String answer(Endpoint api, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(api.url().resolve(path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body));
    api.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try (var client = api.client().build()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException refused) {
      return "no answer: " + refused.getMessage();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailed("interrupted", stop);
    }
  }
}
