package dev.tripod.deployer.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.kit.consul.ServiceInstance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What the instances of the autoscaler say of themselves. No front door leads to them, and the
/// firewall of a node lets only nodes pass, so from most machines they cannot be asked.
record AutoscalerView(List<Instance> instances) {
  /// The service's name in Consul.
  static final String SERVICE = "autoscaler";

  static final AutoscalerView NOTHING = new AutoscalerView(List.of());

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration REACH = Duration.ofMillis(500);
  private static final String PAGE = "/v1/decisions?limit=200";

  /// An instance; without a page when it cannot be reached from here.
  record Instance(String node, Optional<Page> page) {}

  /// What `/v1/decisions` of one instance says.
  ///
  /// @param decisions the last one of each group
  record Page(boolean leads, List<ClusterState.Decision> decisions) {}

  static AutoscalerView look(List<ServiceInstance> instances, Questions questions) {
    try (var client = HttpClient.newBuilder().connectTimeout(REACH).build()) {
      var asked =
          instances.stream()
              .map(one -> questions.ask(unreached(one), () -> ask(client, one)))
              .toList();
      return new AutoscalerView(asked.stream().map(CompletableFuture::join).toList());
    }
  }

  private static Instance unreached(ServiceInstance instance) {
    return new Instance(instance.node(), Optional.empty());
  }

  private static Instance ask(HttpClient client, ServiceInstance instance)
      throws InterruptedException {
    var url = URI.create("http://" + instance.address() + PAGE);
    try {
      var request = HttpRequest.newBuilder(url).timeout(REACH).build();
      var response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? new Instance(instance.node(), Optional.of(page(response.body())))
          : unreached(instance);
    } catch (IOException _) {
      return unreached(instance);
    }
  }

  static Page page(String body) throws JsonProcessingException {
    var page = MAPPER.readTree(body);
    var newest =
        StreamSupport.stream(page.path("decisions").spliterator(), false)
            .map(AutoscalerView::decision)
            .collect(
                Collectors.toMap(
                    one -> List.of(one.namespace(), one.job(), one.group()),
                    one -> one,
                    (newer, _) -> newer,
                    LinkedHashMap::new));
    return new Page(page.path("leader").asBoolean(), List.copyOf(newest.values()));
  }

  private static ClusterState.Decision decision(JsonNode view) {
    return new ClusterState.Decision(
        view.path("at").asText(),
        view.path("namespace").asText(),
        view.path("job").asText(),
        view.path("group").asText(),
        text(view));
  }

  private static String text(JsonNode view) {
    var reasons =
        StreamSupport.stream(view.path("reasons").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    var wanted = view.hasNonNull("wanted") ? " → " + view.path("wanted").asInt() : "";
    return "%s %s%s: %s"
        .formatted(view.path("kind").asText(), view.path("desired").asText("?"), wanted, reasons);
  }
}
