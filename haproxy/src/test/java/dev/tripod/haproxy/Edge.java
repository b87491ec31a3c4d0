package dev.tripod.haproxy;

import dev.tripod.kit.net.Authority;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.FreePorts;
import dev.tripod.kit.testing.LocalProcess;
import dev.tripod.kit.testing.TestAuthority;
import dev.tripod.kit.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The chain of a node, on free ports: Consul, consul-template with the template of this folder,
/// the load script of this folder, HAProxy.
final class Edge implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path HERE = Path.of("").toAbsolutePath();

  private final HttpClient client;
  private final Path folder;
  private final TestAuthority authority;
  private final Path certificate;
  private final int plainPort;
  private final int sitePort;
  private final int statsPort;
  private final ConsulAgent consul;
  private final LocalProcess haproxy;
  private final LocalProcess template;

  /// @param folder empty; everything that the chain writes
  Edge(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    List<Integer> ports = FreePorts.several(4);
    plainPort = ports.getFirst();
    statsPort = ports.get(1);
    sitePort = ports.get(3);
    authority = new TestAuthority(folder, "authority");
    certificate = authority.certify("site", "/CN=edge");
    client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .sslContext(Authority.trusted(authority.pem()))
            .build();
    consul = ConsulAgent.start();
    Files.writeString(live(), withoutServers());
    haproxy = startHaproxy();
    template = startTemplate(ports.get(2));
  }

  ConsulAgent consul() {
    return consul;
  }

  Path live() {
    return folder.resolve("haproxy.cfg");
  }

  Path candidate() {
    return folder.resolve("candidate.cfg");
  }

  /// What HAProxy runs with until the template is rendered.
  private String withoutServers() {
    return """
    global
        stats socket %s/admin.sock mode 660 level admin expose-fd listeners
    defaults
        mode http
        timeout client 5s
        timeout connect 1s
        timeout server 5s
    frontend empty
        bind 127.0.0.1:%d
    """
        .formatted(folder, plainPort);
  }

  private LocalProcess startHaproxy() {
    var process = LocalProcess.start(folder, List.of("haproxy", "-W", "-f", live().toString()));
    Await.until("HAProxy runs", PATIENCE, () -> Files.exists(folder.resolve("admin.sock")));
    return process;
  }

  private LocalProcess startTemplate(int prometheusPort) throws IOException {
    Path configuration = folder.resolve("consul-template.hcl");
    Files.writeString(
        configuration,
        """
        consul { address = "%s" }
        template {
          source      = "%s"
          destination = "%s"
          exec {
            command = ["%s"]
            timeout = "20s"
          }
          wait {
            min = "50ms"
            max = "200ms"
          }
        }
        """
            .formatted(
                consul.url().getAuthority(),
                HERE.resolve("haproxy.cfg.ctmpl"),
                candidate(),
                HERE.resolve("load")));
    var command = new ArrayList<>(List.of("env"));
    environment(prometheusPort).forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of(Tools.path("consul-template").toString(), "-config=" + configuration));
    return LocalProcess.start(Files.createDirectory(folder.resolve("consul-template")), command);
  }

  private Map<String, String> environment(int prometheusPort) {
    return Map.of(
        "SITE_PORT", Integer.toString(plainPort),
        "SITE_TLS_PORT", Integer.toString(sitePort),
        "SITE_CERTIFICATE", certificate.toString(),
        "HAPROXY_STATS_PORT", Integer.toString(statsPort),
        "PROMETHEUS_PORT", Integer.toString(prometheusPort),
        "HAPROXY_ETC", folder.toString(),
        "HAPROXY_RUN", folder.toString(),
        "HAPROXY_RELOAD", reload());
  }

  /// The signal on which a master process loads its file anew.
  private String reload() {
    return "kill -USR2 " + haproxy.pid();
  }

  /// Another one serves after a reload.
  Set<Long> workers() {
    return ProcessHandle.of(haproxy.pid())
        .orElseThrow()
        .children()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /// Runs the load script on whatever is the candidate now, and returns its exit code.
  int load() throws IOException, InterruptedException {
    var builder = new ProcessBuilder(HERE.resolve("load").toString()).inheritIO();
    builder.environment().putAll(environment(0));
    return builder.start().waitFor();
  }

  /// @param routes the path prefixes as in the service's meta, comma-separated
  void register(String service, String id, int port, String routes)
      throws IOException, InterruptedException {
    put(
        "/v1/agent/service/register",
        """
        {"Name": "%s", "ID": "%s", "Address": "127.0.0.1", "Port": %d,
         "Tags": ["public"], "Meta": {"routes": "%s"},
         "Check": {"HTTP": "http://127.0.0.1:%d/healthz", "Interval": "1s"}}
        """
            .formatted(service, id, port, routes, port));
  }

  void deregister(String id) throws IOException, InterruptedException {
    put("/v1/agent/service/deregister/" + id, "");
  }

  /// Registers an instance on another machine, which Consul holds for dead or alive.
  void registerOnNode(String node, String status, String service, String id, int port)
      throws IOException, InterruptedException {
    put(
        "/v1/catalog/register",
        """
        {"Node": "%s", "Address": "127.0.0.1",
         "Service": {"Service": "%s", "ID": "%s", "Address": "127.0.0.1", "Port": %d,
                     "Tags": ["public"], "Meta": {"routes": "/item,/items,/api"}},
         "Check": {"Node": "%s", "CheckID": "serfHealth", "Name": "Serf", "Status": "%s"}}
        """
            .formatted(node, service, id, port, node, status));
  }

  private void put(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(consul.url().resolve(path)).PUT(BodyPublishers.ofString(body));
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("Consul answered " + answer.statusCode() + answer.body());
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(urlOf(path));
  }

  HttpResponse<String> get(String path, String header, String... values)
      throws IOException, InterruptedException {
    var request = request(urlOf(path));
    Stream.of(values).forEach(value -> request.header(header, value));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  String urlOf(String path) {
    return "https://127.0.0.1:" + sitePort + path;
  }

  /// The first line of the answer to a request whose body never comes.
  String postWithoutItsBody(String path) throws IOException {
    var factory = Authority.trusted(authority.pem()).getSocketFactory();
    try (var socket = factory.createSocket(InetAddress.getLoopbackAddress(), sitePort)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var head = "POST %s HTTP/1.1\r\nHost: edge\r\nContent-Length: 10\r\n\r\na".formatted(path);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
      return new BufferedReader(answer).readLine();
    }
  }

  HttpResponse<String> getWithoutTls(String path) throws IOException, InterruptedException {
    return send("http://127.0.0.1:" + plainPort + path);
  }

  /// What HAProxy says of a server: `UP`, `DOWN`, or nothing where it does not know it.
  String stateOf(String id) throws IOException, InterruptedException {
    return send("http://127.0.0.1:" + statsPort + "/;csv")
        .body()
        .lines()
        .map(line -> line.split(","))
        .filter(fields -> fields.length > 17 && fields[1].equals(id))
        .map(fields -> fields[17])
        .findFirst()
        .orElse("");
  }

  void awaitState(String id, String state) {
    Await.until(
        "HAProxy holds %s for '%s'".formatted(id, state),
        PATIENCE,
        () -> stateOf(id).startsWith(state) && stateOf(id).isEmpty() == state.isEmpty());
  }

  /// As `leave` of the role `edge` says it.
  void setLeaving(boolean leaving) throws IOException {
    var command = "experimental-mode on; set var proc.leaving bool(%s)\n".formatted(leaving);
    var admin = UnixDomainSocketAddress.of(folder.resolve("admin.sock"));
    try (var channel = SocketChannel.open(admin)) {
      channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
      var answer = Channels.newInputStream(channel).readAllBytes();
      if (!new String(answer, StandardCharsets.US_ASCII).isBlank()) {
        throw new IllegalStateException(new String(answer, StandardCharsets.US_ASCII));
      }
    }
  }

  private HttpResponse<String> send(String url) throws IOException, InterruptedException {
    return client.send(request(url).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  @Override
  public void close() {
    template.close();
    haproxy.close();
    consul.close();
    client.close();
  }
}
