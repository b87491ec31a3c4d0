package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.scenarios.lab.Consul;
import dev.tripod.scenarios.lab.Lab;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What somebody in the same network, who is neither a server nor an administrator, can reach.
class ClosedLabTest extends WorldTest {
  /// As nmap writes it: `Host: 10.0.0.1 () Ports: 80/open/tcp//http///, 443/open/tcp//https///`.
  private static final Pattern HOST = Pattern.compile("Host: (\\S+) .*?Ports: ([^\t]*).*");

  /// The firewall drops what it does not let in, so nothing comes back.
  private static final int CONNECT_MILLIS = 2_000;

  @Test
  void ofAllPortsOnlyTheSitesAreOpen() throws InterruptedException {
    var addresses = new ArrayList<>(List.of(world.cluster().vip().address()));
    world.cluster().nodes().forEach(node -> addresses.add(node.address()));

    assertThat(openPorts(addresses))
        .containsOnlyKeys(addresses)
        .allSatisfy((_, ports) -> assertThat(ports).containsExactly("80", "443"));
  }

  /// The autoscaler listens on its nodes' addresses, for the gates of the others; the firewall
  /// alone keeps everybody else out, administrators too.
  @Test
  void theAutoscalersOwnPortIsForTheNodesAlone() throws InterruptedException {
    var instances = world.consul().passing("autoscaler");
    assertThat(instances).isNotEmpty();
    for (var instance : instances) {
      var address = instance.address();
      var port = Integer.toString(instance.port());
      var open = "timeout 3 bash -c ': </dev/tcp/%s/%s' && echo open".formatted(address, port);
      for (int node = 1; node <= Lab.NODES; node++) {
        assertThat(world.lab().ssh(node, open)).as("from node%d", node).contains("open");
      }
      var scan = world.lab().outsider("nmap", "-Pn", "-n", "-oG", "-", "-p", port, address);
      assertThat(scan).contains(port + "/filtered/tcp");
      assertThatThrownBy(() -> connect(instance)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  /// From here, an administrator's machine.
  private static void connect(Consul.Instance instance) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(instance.address(), instance.port()), CONNECT_MILLIS);
    }
  }

  /// All 65,535 TCP ports of each address, tried from the fourth host.
  private static Map<String, List<String>> openPorts(List<String> addresses)
      throws InterruptedException {
    var scan =
        new ArrayList<>(
            List.of("nmap", "-sS", "-Pn", "-n", "-p-", "--min-rate=15000", "--max-retries=1"));
    scan.addAll(List.of("--open", "-oG", "-"));
    scan.addAll(addresses);
    return HOST.matcher(world.lab().outsider(scan.toArray(String[]::new)))
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(1), line -> ports(line.group(2)), (a, _) -> a, TreeMap::new));
  }

  private static List<String> ports(String listed) {
    return Arrays.stream(listed.split(", "))
        .map(port -> port.substring(0, port.indexOf('/')))
        .toList();
  }
}
