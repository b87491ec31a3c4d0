package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static ConsulAgent agent;

  @BeforeAll
  static void start() {
    agent = ConsulAgent.start();
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  private static Registration service(String name, int port) {
    return new Registration(
        name + "-" + port,
        name,
        "127.0.0.9",
        port,
        List.of("member"),
        Map.of("kind", "member"),
        Duration.ofSeconds(60),
        Duration.ofMinutes(1));
  }

  @Test
  void followsInstancesThatPass() {
    LocalAgent local = agent.client().localAgent();
    List<Integer> heard = new CopyOnWriteArrayList<>();
    try (ServiceWatch watch = ServiceWatch.start(agent.client(), "follows")) {
      watch.onChange(instances -> heard.add(instances.size()));
      Await.until("the watch is fresh", SOON, watch::fresh);
      assertThat(watch.instances()).isEmpty();

      local.register(service("follows", 7001));
      local.register(service("follows", 7002));
      local.pass("follows-7001", "fine");
      Await.until("one passes", SOON, () -> watch.instances().size() == 1);
      assertThat(watch.instances())
          .containsExactly(
              new ServiceInstance(
                  "follows-7001",
                  "dev",
                  "127.0.0.9",
                  7001,
                  List.of("member"),
                  Map.of("kind", "member")));

      local.pass("follows-7002", "fine");
      Await.until("two pass", SOON, () -> watch.instances().size() == 2);
      local.fail("follows-7001", "asked by the test");
      Await.until("one is left", SOON, () -> watch.instances().size() == 1);
      assertThat(watch.instances().getFirst().address()).isEqualTo("127.0.0.9:7002");
      Await.until("the listener heard all", SOON, () -> heard.equals(List.of(1, 2, 1)));
      assertThat(local.servicesWithMeta("kind", "member")).contains("follows-7001");
    }
  }

  @Test
  void keepsTheLastKnownWhenConsulGoes() {
    ConsulAgent own = ConsulAgent.start();
    try (ServiceWatch watch = ServiceWatch.start(own.client(), "keeps")) {
      own.client().localAgent().register(service("keeps", 7001));
      own.client().localAgent().pass("keeps-7001", "fine");
      Await.until("one passes", SOON, () -> watch.instances().size() == 1);
      own.close();
      Await.until("the watch says that it is not fresh", SOON, () -> !watch.fresh());
      assertThat(watch.instances()).hasSize(1);
    }
  }

  @Test
  void aFailingListenerDoesNotEndTheWatch() {
    LocalAgent local = agent.client().localAgent();
    try (ServiceWatch watch = ServiceWatch.start(agent.client(), "throws")) {
      watch.onChange(
          _ -> {
            throw new IllegalStateException("thrown by the test's listener");
          });
      for (int port = 7001; port <= 7003; port++) {
        int expected = port - 7000;
        local.register(service("throws", port));
        local.pass("throws-" + port, "fine");
        Await.until(expected + " pass", SOON, () -> watch.instances().size() == expected);
      }
    }
  }

  @Test
  void anAgentThatIsNotThereIsNamed() {
    Consul nowhere = new Consul(Endpoint.open(URI.create("http://127.0.0.1:1")));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() -> nowhere.services().passing("x")))
        .isInstanceOf(ConsulUnavailable.class)
        .hasMessageContaining("http://127.0.0.1:1")
        .hasMessageContaining("list x");
  }
}
