package dev.tripod.items;

import dev.tripod.kit.testing.FreePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// The contract on Redis in containers. They share the host's network, as the daemon may have no
/// bridge of its own and a replica has to find its master.
@Tag("docker")
@EnabledIf(
    value = "dockerAnswers",
    disabledReason =
        "no Docker daemon answers; run this by app/items/src/test/docker/with-docker COMMAND")
class ItemsOnContainerRedisTest extends ItemsContract {
  private static final DockerImageName IMAGE =
      DockerImageName.parse(
          Optional.ofNullable(System.getenv("TRIPOD_REDIS_IMAGE")).orElse("tripod-redis:bookworm"));

  private final List<GenericContainer<?>> containers = new ArrayList<>();

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @Override
  Servers startRedis() {
    List<Integer> ports = FreePorts.several(2);
    start(ports.getFirst(), "--repl-diskless-sync-delay", "0");
    start(ports.getLast(), "--replicaof", "127.0.0.1", Integer.toString(ports.getFirst()));
    return new Servers(url(ports.getFirst()), url(ports.getLast()));
  }

  @Override
  void stopRedis() {
    containers.reversed().forEach(GenericContainer::stop);
  }

  private void start(int port, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
    arguments.addAll(Arrays.asList(more));
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withNetworkMode("host")
            .withCommand(arguments.toArray(String[]::new))
            .waitingFor(
                Wait.forLogMessage(".*Ready to accept connections.*", 1)
                    .withStartupTimeout(Duration.ofSeconds(30)));
    containers.add(container);
    container.start();
  }

  private static String url(int port) {
    return "redis://127.0.0.1:" + port;
  }
}
