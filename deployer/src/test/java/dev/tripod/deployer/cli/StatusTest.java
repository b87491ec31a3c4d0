package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.loop.AutoscalerService;
import dev.tripod.kit.consul.Registration;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.InTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `status` against real agents of Nomad and Consul.
class StatusTest extends AgentsTest {
  private static final Duration TTL = Duration.ofSeconds(60);

  private final Set<String> announced = new HashSet<>();

  @AfterEach
  void takeBack() {
    announced.forEach(lab.consul().client().localAgent()::deregister);
  }

  @Test
  void aFailingCheckIsToldWithWhatItSays() {
    lab.job("roles", Jobs.system("roles", "provides = \"cook\""));
    lab.run("submit");
    announce("first", "cook", 1);
    announce("second", "cook", 2);
    lab.consul().client().localAgent().fail("first", "out of cheese\nand of bread");
    var run =
        lab.runUntil(
            "Consul's servers know",
            one -> one.exitCode() == 0 && one.out().contains("out of cheese"),
            "status");

    assertThat(run.out()).containsPattern("(?m)^cook +dev +1 failing: out of cheese$");
    assertThat(run.exitCode()).as("another one serves").isZero();
    var service = json(lab.run("status", "--json").out()).path("checks").path(0);
    assertThat(service.path("service").asText()).isEqualTo("cook");
    assertThat(service.path("healthy").toString()).isEqualTo("[\"dev\"]");
    assertThat(service.path("failing").path(0).path("node").asText()).isEqualTo("dev");
    assertThat(service.path("failing").path(0).path("output").asText()).isEqualTo("out of cheese");

    lab.consul().client().localAgent().fail("second", "out of bread");
    var none =
        lab.runUntil(
            "nobody is healthy",
            one -> one.out().contains("cook has no healthy instance."),
            "status");
    assertThat(none.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(none.out())
        .containsPattern("(?m)^! +cook on dev: check \".*\" is critical: out of cheese$");
  }

  @Test
  void aRoleThatTwoHaveIsToldWithBoth() {
    lab.job("roles", Jobs.system("roles", "singletons = \"boss\""));
    lab.run("submit");
    announce("first", "boss", 1);
    var boss = Pattern.compile("(?m)^boss +dev +exactly one$").asPredicate();
    lab.runUntil("one has the role", one -> boss.test(one.out()), "status");
    announce("second", "boss", 2);

    var run =
        lab.runUntil(
            "two have the role", one -> one.out().contains("boss has 2 healthy"), "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(run.out()).contains("boss has 2 healthy instances; exactly one is expected.");
  }

  @Test
  void theAutoscalerThatLeadsIsNamedWithTheLastChanges() {
    lab.job("scaling", Jobs.system("scaling", "provides = \"autoscaler\""));
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    announce("first", "autoscaler", 9);

    var without =
        lab.runUntil(
            "it is healthy", one -> one.out().contains("none of its instances leads"), "status");
    assertThat(without.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(without.out())
        .contains("autoscaler  none of its instances leads")
        .contains("No autoscaler leads, so no count is changed.");

    lab.outsider().scale("web", 2);
    lab.run("submit");
    try (var autoscaler = autoscaler()) {
      Await.until("it leads", Duration.ofSeconds(60), autoscaler::isLeader);
      var run = lab.runUntil("two run", one -> one.exitCode() == 0, "status");
      assertThat(run.out())
          .contains("autoscaler  leader dev\n")
          .containsPattern("web/web \\S+Z scale 1 → 2: ");
      var decision =
          json(lab.run("status", "--json").out()).path("autoscaler").path("decisions").path(0);
      assertThat(decision.path("group").asText()).isEqualTo("web");
      assertThat(decision.path("text").asText()).startsWith("scale 1 → 2: ");
    }
  }

  @Test
  void deadNodesDoNotMakeItLate() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    var nomad = lab.nomad().url().getPort();
    var consul = lab.consul().url().getPort();
    try (var _ = Silent.listening("127.0.0.7", nomad);
        var _ = Silent.listening("127.0.0.7", consul);
        var _ = Silent.full("127.0.0.8", nomad);
        var _ = Silent.full("127.0.0.8", consul)) {
      // 127.0.0.9 refuses. The virtual address is at one that listens and never answers.
      lab.cluster(
          URI.create("http://127.0.0.7:" + nomad),
          URI.create("http://127.0.0.7:" + consul),
          List.of("127.0.0.8", "127.0.0.9", "127.0.0.1"));
      var run = InTime.of("the cluster's state", Duration.ofSeconds(3), () -> lab.run("status"));
      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_AS_WANTED.number());
      assertThat(run.out())
          .contains("No node answers at the virtual address", "node1 is not ready in Nomad.")
          .contains("node2 is not ready in Nomad.", "dev ready", "nomad    leader dev");
      assertThat(run.out()).containsPattern("(?m)^web +1/1$");
    }
  }

  @Test
  void eachChangeIsABlockInAPipe() throws Exception {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
    try (var running = lab.start("status", "--watch", "--interval=1s")) {
      running.awaitOut("ok\n\n");
      lab.outsider().stop("web");
      running.awaitOut("The job web is not registered");
      running.awaitOut("web has no healthy instance");

      assertThat(running.out()).containsOnlyOnce("\nok\n\n");
      running.leave();
      lab.run("submit");
      assertThat(running.hangUp()).isIn(0, 1);
      assertThat(running.err()).isEmpty();
    }
  }

  private static AutoscalerService autoscaler() {
    return AutoscalerService.start(
        new AutoscalerService.Settings(
            Endpoint.open(lab.nomad().url()),
            Endpoint.open(lab.consul().url()),
            URI.create("http://127.0.0.1:9"),
            0,
            "test"));
  }

  private void announce(String id, String service, int port) {
    var agent = lab.consul().client().localAgent();
    agent.register(
        new Registration(
            id, service, "127.0.0.1", port, List.of(), Map.of(), TTL, Duration.ofMinutes(1)));
    agent.pass(id, "well");
    announced.add(id);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
