package dev.tripod.deployer.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tripod.deployer.net.UrlPart;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.kit.consul.ConsulUnavailable;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the deployer asks Consul beyond healthy instances: who the agent is, who votes, and what
/// failing checks say.
public final class ConsulApi implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int OK = 200;
  private static final int NOT_THERE = 404;

  /// Of an answer about health that is not good, with the same body as a good one.
  private static final int UNHEALTHY = 429;

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Endpoint agent;
  private final HttpClient client;

  public ConsulApi(Endpoint agent) {
    this.agent = agent;
    this.client = agent.client().connectTimeout(TIMEOUT).build();
  }

  /// A check that does not pass.
  ///
  /// @param serviceId names the allocation, when Nomad registered the service
  /// @param output all that it said last, perhaps nothing
  public record FailingCheck(
      String node, String serviceId, String name, String status, String output) {

    /// The first line of the output.
    public String words() {
      return output.lines().findFirst().orElse("it has not answered yet");
    }
  }

  /// The name of the node whose agent answers here.
  public String nodeName() {
    return get("/v1/agent/self").path("Config").path("NodeName").asText();
  }

  public Quorum quorum() {
    return Quorum.of(
        get("/v1/operator/autopilot/health", UNHEALTHY).path("Servers"),
        server -> server.path("Name").asText());
  }

  public List<FailingCheck> failingChecks(String service) {
    return stream(get("/v1/health/checks/" + UrlPart.encode(service)))
        .filter(check -> !check.path("Status").asText().equals("passing"))
        .map(ConsulApi::check)
        .toList();
  }

  /// The ids of all instances, healthy or not; Nomad puts the allocation's id into them.
  public List<String> instances(String service) {
    return stream(get("/v1/catalog/service/" + UrlPart.encode(service)))
        .map(instance -> instance.path("ServiceID").asText())
        .toList();
  }

  /// The node whose agent keeps the session that holds a lock; empty while nobody holds it.
  public Optional<String> lockedBy(String key) {
    var session = get("/v1/kv/" + key).path(0).path("Session").asText();
    return session.isEmpty()
        ? Optional.empty()
        : stream(get("/v1/session/info/" + UrlPart.encode(session)))
            .map(one -> one.path("Node").asText())
            .findFirst();
  }

  private static FailingCheck check(JsonNode check) {
    return new FailingCheck(
        check.path("Node").asText(),
        check.path("ServiceID").asText(),
        check.path("Name").asText(),
        check.path("Status").asText(),
        check.path("Output").asText().strip());
  }

  private JsonNode get(String path) {
    return get(path, OK);
  }

  /// @param besides another status than 200 whose body is the answer
  private JsonNode get(String path, int besides) {
    try {
      var request = HttpRequest.newBuilder(agent.url().resolve(path)).timeout(TIMEOUT);
      agent.token().ifPresent(token -> request.header("X-Consul-Token", token));
      var response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() == NOT_THERE) {
        return MissingNode.getInstance();
      }
      if (response.statusCode() != OK && response.statusCode() != besides) {
        throw new ConsulUnavailable(
            "Consul at %s: %s".formatted(agent, response.body().strip()), null);
      }
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new ConsulUnavailable("Consul at " + agent + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsulUnavailable("Consul at " + agent + ": interrupted", e);
    }
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
