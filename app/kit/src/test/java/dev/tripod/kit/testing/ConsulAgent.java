package dev.tripod.kit.testing;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.net.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A Consul agent of its own in development mode: a server that elects itself, on free ports of the
/// loopback address, with nothing on disk.
public final class ConsulAgent implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final LocalProcess process;
  private final Path folder;
  private final URI url;
  private final Consul client;

  private ConsulAgent(LocalProcess process, Path folder, URI url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
    this.client = new Consul(Endpoint.open(url));
  }

  /// Returns when the agent has a leader and its node passes `serfHealth`, so that sessions can be
  /// opened.
  public static ConsulAgent start() {
    Path folder = TestFolders.create("consul");
    List<Integer> ports = FreePorts.several(4);
    LocalProcess process = LocalProcess.start(folder, command(ports));
    ConsulAgent agent =
        new ConsulAgent(process, folder, URI.create("http://127.0.0.1:" + ports.getFirst()));
    try {
      Await.until("Consul is ready at " + agent.url, START_WITHIN, agent::ready);
    } catch (AssertionError e) {
      String output = process.output();
      agent.close();
      throw new AssertionError(e.getMessage() + "\n" + output, e);
    }
    return agent;
  }

  private static List<String> command(List<Integer> ports) {
    return List.of(
        Tools.path("consul").toString(),
        "agent",
        "-dev",
        "-node=dev",
        "-bind=127.0.0.1",
        "-client=127.0.0.1",
        "-log-level=warn",
        "-http-port=" + ports.getFirst(),
        "-server-port=" + ports.get(1),
        "-serf-lan-port=" + ports.get(2),
        "-serf-wan-port=" + ports.get(3),
        "-dns-port=-1",
        "-grpc-port=-1",
        "-grpc-tls-port=-1",
        "-hcl=connect { enabled = false }",
        "-hcl=performance { raft_multiplier = 1 }");
  }

  private boolean ready() {
    return !client().services().passing("consul").isEmpty();
  }

  public URI url() {
    return url;
  }

  /// The same client each time: Consul bounds the connections from one address.
  public Consul client() {
    return client;
  }

  public void freeze() {
    process.freeze();
  }

  public void thaw() {
    process.thaw();
  }

  @Override
  public void close() {
    process.thaw();
    process.close();
    TestFolders.delete(folder);
  }
}
