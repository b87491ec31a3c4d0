package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.TestAuthority;
import dev.tripod.scenarios.lab.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ports between servers that are no HTTP, from where the network lets them be reached: one of
/// the nodes.
class InnerPortsLabTest extends WorldTest {
  private static final String THERE = "/root/knock";
  private static final int FROM = 1;
  private static final int TO = 2;

  /// In TLS 1.3 a client speaks before it is refused, and the connection's end can overtake
  /// the alert with the reason.
  private static final String NO_REASON = "alert None";

  private static final int ATTEMPTS = 20;

  @BeforeAll
  static void open(@TempDir Path folder) throws InterruptedException, IOException {
    var cluster = world.cluster();
    var secrets = Secrets.read(cluster.credentials().getParent());
    var ours = TestAuthority.of(folder, cluster.ca(), secrets.get("ca_key"));
    ours.certify("deployer", "/OU=role/CN=deployer");
    ours.certifyExpired("expired", "/OU=node/CN=node1");
    new TestAuthority(folder, "imitation", "/CN=Tripod CA of " + cluster.name())
        .certify("stranger", "/OU=node/CN=node1");
    world.lab().ssh(FROM, "mkdir -p -m 700 " + THERE);
    for (var name : List.of("deployer", "expired", "stranger")) {
      put(name + ".pem", Files.readAllBytes(folder.resolve(name + ".pem")));
      put(name + ".pem.key", Files.readAllBytes(folder.resolve(name + ".pem.key")));
    }
    try (var script = InnerPortsLabTest.class.getResourceAsStream("knock.py")) {
      put("knock.py", script.readAllBytes());
    }
  }

  private static void put(String name, byte[] content) throws InterruptedException {
    var text = Base64.getEncoder().encodeToString(content);
    world.lab().ssh(FROM, "echo %s | base64 -d > %s/%s".formatted(text, THERE, name));
  }

  @AfterAll
  static void close() throws InterruptedException {
    if (world != null) {
      world.lab().ssh(FROM, "rm -rf " + THERE);
    }
  }

  /// The first bytes are those of agent/pool/conn.go in Consul and of helper/pool/pool.go in Nomad:
  /// what kind of connection this is to become. The answer to gossip in clear is encrypted: its
  /// first byte is a 10 (memberlist's net.go), and it says that there is an error.
  @ParameterizedTest(name = "{0} {1}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # port  | what is tried                        | first            | then                                          | answer
          8300    | calls in clear                       |                  | send:00 'call:KVS.Apply:{"Datacenter":"dc1"}' | closed
          8300    | raft in clear                        |                  | send:01                                       | closed
          8300    | many calls in clear                  |                  | send:04                                       | closed
          8300    | TLS for who has no certificate yet   | send:07 tls:none | send:00                                       | closed
          8300    | no certificate                       | send:03 tls:none | send:00                                       | CERTIFICATE_REQUIRED
          8300    | another authority's certificate      | send:03 tls:stranger.pem | send:00                               | UNKNOWN_CA
          8300    | an expired certificate               | send:03 tls:expired.pem  | send:00                               | CERTIFICATE_EXPIRED
          8300    | raft, with a person's certificate    | send:03 tls:deployer.pem | send:01                               | closed
          8300    | a call, no token                     | send:03 tls:deployer.pem | send:00 'call:KVS.Apply:{"Datacenter":"dc1","Op":"set","DirEnt":{"Key":"knock"}}' | Permission denied
          8300    | a call, a wrong token                | send:03 tls:deployer.pem | send:00 'call:KVS.Apply:{"Datacenter":"dc1","Op":"set","DirEnt":{"Key":"knock"},"Token":"wrong"}' | ACL not found
          4647    | calls in clear                       |                  | send:01 'call:Job.List:{"Region":"global"}'   | closed
          4647    | raft in clear                        |                  | send:02                                       | closed
          4647    | many calls in clear                  |                  | send:06                                       | closed
          4647    | no certificate                       | send:04 tls:none | send:01                                       | CERTIFICATE_REQUIRED
          4647    | another authority's certificate      | send:04 tls:stranger.pem | send:01                               | UNKNOWN_CA
          4647    | an expired certificate               | send:04 tls:expired.pem  | send:01                               | CERTIFICATE_EXPIRED
          4647    | raft, with a person's certificate    | send:04 tls:deployer.pem | send:02                               | BAD_CERTIFICATE
          4647    | calls, with a person's certificate   | send:04 tls:deployer.pem | send:01                               | BAD_CERTIFICATE
          8301    | gossip in clear                      |                  | send:060000                                   | says \\n\\x00\\x00
          4648    | gossip in clear                      |                  | send:060000                                   | says \\n\\x00\\x00
          6379    | nothing                              |                  | text:PING                                     | NOAUTH
          6379    | the default user                     |                  | text:'AUTH default x'                         | WRONGPASS
          6379    | a wrong password                     |                  | text:'AUTH items wrong'                       | WRONGPASS
          """)
  void whoMayNotIsRefused(String port, String tried, String first, String then, String answer)
      throws InterruptedException {
    var seen = knock(port, first, then);
    for (var attempt = 1; attempt < ATTEMPTS && seen.equals(NO_REASON); attempt++) {
      seen = knock(port, first, then);
    }
    assertThat(seen).contains(answer);
  }

  private static String knock(String port, String first, String then) throws InterruptedException {
    var steps = new ArrayList<>(List.of("cd", THERE, "&&", "python3", "knock.py"));
    steps.addAll(List.of(world.cluster().nodes().get(TO - 1).address(), port));
    steps.add(first == null ? "" : first);
    steps.add(then);
    return world.lab().ssh(FROM, String.join(" ", steps)).strip();
  }
}
